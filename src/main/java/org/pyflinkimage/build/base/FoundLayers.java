package org.pyflinkimage.build.base;

import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.BaseImage;

/**
 * A base that was read, upon which this plugin puts its layers.
 *
 * @param name as declared
 * @param has what is in it
 * @param files of it
 * @param wanted what is to be built upon it
 */
record FoundLayers(BaseImage name, Inventory has, ImageView files, Combination wanted) {}
