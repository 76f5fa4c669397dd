/** What the command line writes to and hears from: the terminal, its progress and tables, and the signals that end it. */
@NullMarked
package io.penstock.topology.terminal;

import org.jspecify.annotations.NullMarked;
