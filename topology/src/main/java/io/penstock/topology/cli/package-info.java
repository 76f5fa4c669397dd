/** The command line: {@code penstock demo | dev | run | validate | produce | consume | topics | evaluate | score}. */
@NullMarked
package io.penstock.topology.cli;

import org.jspecify.annotations.NullMarked;
