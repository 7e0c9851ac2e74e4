//! e to the power of a number, the same on every platform, which the C library's is not.
//!
//! In: a number. Out: the power, by arithmetic alone. Two to a whole number, times a short series for the rest.

/// Returns e to the power of `x`, right to the last places.
pub fn exp(x: f64) -> f64 {
    if x < -700.0 {
        return 0.0;
    }
    let twos = (x * std::f64::consts::LOG2_E).round();
    let rest = x - twos * std::f64::consts::LN_2;
    let series = (1..=13).rev().fold(1.0, |sum, n| 1.0 + sum * rest / f64::from(n));
    series * f64::from_bits(((1023 + twos as i64) as u64) << 52)
}

/// Returns e to the power of `x`, right to five places: enough for the chances of moves, of which training needs a billion.
pub fn exp_of_four_bytes(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let twos = (x + 0.5).floor();
    let rest = (x - twos) * std::f32::consts::LN_2;
    let series =
        1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0)))));
    series * f32::from_bits(((twos as i32 + 127) as u32) << 23)
}
