//
// This source file is part of VMFest, under the Apache License 2.0 (see LICENSE).
//
