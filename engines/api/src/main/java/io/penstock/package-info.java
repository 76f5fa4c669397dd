/** What every module of Penstock shares: the one exception hierarchy and its categories. */
@NullMarked
package io.penstock;

import org.jspecify.annotations.NullMarked;
