/** What ships beside the code: the Compose file and the Kubernetes manifests. */
@NullMarked
package io.penstock.topology.deploy;

import org.jspecify.annotations.NullMarked;
