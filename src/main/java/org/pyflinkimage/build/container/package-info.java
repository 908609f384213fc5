/**
 * What apt and pip are told in a container that an image is built in, so that they reach there what a plan was made from here. Of the
 * Dockerfile's road alone; resolves nothing.
 */
@NullMarked
package org.pyflinkimage.build.container;

import org.jspecify.annotations.NullMarked;
