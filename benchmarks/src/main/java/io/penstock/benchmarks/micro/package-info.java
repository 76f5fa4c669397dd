/** JMH benchmarks of Penstock's own path through a record: decoding, batching, the infer stage, encoding. */
@NullMarked
package io.penstock.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
