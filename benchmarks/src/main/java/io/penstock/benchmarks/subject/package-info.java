/** Ways to answer the requests of a topic, each run in a process of its own: what is compared with one another. */
@NullMarked
package io.penstock.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
