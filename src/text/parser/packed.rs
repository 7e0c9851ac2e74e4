//! A network as bytes.
//!
//! In: weights as training knows them. Out: the bytes that [`Net::open`](super::Net::open) takes.
//!
//! Layout: `NGN1`; the table of words, the table of decisions (`table.rs`); then for each layer and direction the gates' biases (i32) and
//! weights (i16, for each gate those of the input and of the output before); the weights from words to hidden numbers, for each
//! place and hidden number; what stands for missing words; the weights from hidden numbers to moves; the moves' biases (i32).

use super::inputs::PLACES;
use super::layer::GATES;
use super::net::{HALF, HIDDEN, HIDDEN_BITS, MAGIC, ROW_BITS, TOP, UNIT_BITS, WEIGHT_BITS, WORD};
use super::state::Move;
use super::table;

/// A direction of a layer; matrices have a row for each input.
#[derive(Debug, Clone)]
pub struct DirectionWeights {
    /// From the input to the gates.
    pub input: Vec<f32>,
    /// From the output of the word before to the gates.
    pub recurrent: Vec<f32>,
    /// Added to the gates.
    pub bias: Vec<f32>,
}

/// All weights of a network; matrices have a row for each input.
#[derive(Debug, Clone)]
pub struct Weights {
    /// A row for each feature of words.
    pub words: Vec<(u32, Vec<f32>)>,
    /// The two layers' two directions.
    pub layers: Vec<DirectionWeights>,
    /// For each place from words to hidden numbers.
    pub places: Vec<Vec<f32>>,
    /// For each place what a missing word adds.
    pub missing: Vec<f32>,
    /// A row for each feature of decisions.
    pub moves: Vec<(u32, Vec<f32>)>,
    /// From hidden numbers to moves.
    pub out: Vec<f32>,
    /// Added to the moves' scores.
    pub bias: Vec<f32>,
}

/// Returns the bytes of a network.
pub fn pack(weights: &Weights) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let row_unit = 1.0 / (1 << ROW_BITS) as f32;
    table::pack(&weights.words, row_unit, &mut bytes);
    table::pack(&weights.moves, row_unit, &mut bytes);
    for (number, direction) in weights.layers.iter().enumerate() {
        let own = if number < 2 { WORD } else { TOP };
        longs(&direction.bias, UNIT_BITS + WEIGHT_BITS, &mut bytes);
        for gate in 0..GATES {
            let column = |matrix: &[f32], inputs: usize| -> Vec<f32> {
                (0..inputs).map(|n| matrix[n * GATES + gate]).collect()
            };
            shorts(&column(&direction.input, own), WEIGHT_BITS, &mut bytes);
            shorts(&column(&direction.recurrent, HALF), WEIGHT_BITS, &mut bytes);
        }
    }
    for place in &weights.places[..PLACES] {
        for hidden in 0..HIDDEN {
            let column: Vec<f32> = (0..TOP).map(|n| place[n * HIDDEN + hidden]).collect();
            shorts(&column, WEIGHT_BITS, &mut bytes);
        }
    }
    shorts(&weights.missing, HIDDEN_BITS, &mut bytes);
    for class in 0..Move::COUNT {
        let column: Vec<f32> = (0..HIDDEN).map(|n| weights.out[n * Move::COUNT + class]).collect();
        shorts(&column, WEIGHT_BITS, &mut bytes);
    }
    longs(&weights.bias, HIDDEN_BITS + WEIGHT_BITS, &mut bytes);
    bytes
}

fn shorts(weights: &[f32], bits: u32, bytes: &mut Vec<u8>) {
    let limit = f32::from(i16::MAX);
    let short = |weight: &f32| (weight * (1 << bits) as f32).round().clamp(-limit, limit) as i16;
    bytes.extend(weights.iter().map(short).flat_map(i16::to_le_bytes));
}

fn longs(weights: &[f32], bits: u32, bytes: &mut Vec<u8>) {
    bytes.extend(
        weights.iter().map(|weight| (weight * (1 << bits) as f32).round() as i32).flat_map(i32::to_le_bytes),
    );
}
