//! Copies and near copies.
