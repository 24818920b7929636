export const reach: number = 0.03; // metres
