package org.pyflinkimage.build.base;

import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;

/**
 * A base that was read, upon which this plugin puts its layers.
 *
 * @param name as declared
 * @param has what is in it
 * @param files of it
 * @param wanted what is to be built upon it
 * @param user who runs it
 * @param python which of its Pythons the image runs on
 * @param hasCrypt whether its loader finds the library that a standalone CPython needs; layers are read for that
 * @param comes the names of packages that come upon it
 */
record FoundLayers(
        BaseImage name,
        Inventory has,
        ImageView files,
        Combination wanted,
        ContainerUser user,
        ChosenPython python,
        Supplier<Boolean> hasCrypt,
        Set<String> comes) {

    FoundLayers {
        comes = Set.copyOf(comes);
    }

    /** What was found in a spec's base, whatever Python an image upon it runs on. */
    static FoundLayers of(
            ImageSpec spec, Inventory has, ImageView files, Supplier<Boolean> hasCrypt, Set<String> comes) {
        return new FoundLayers(
                spec.layeredBase().orElseThrow(),
                has,
                files,
                spec.combination(),
                spec.container().user().orElse(ContainerUser.FLINK),
                ChosenPython.none(),
                hasCrypt,
                comes);
    }

    /** The same with an image upon it that runs on this Python. */
    FoundLayers with(ChosenPython chosen) {
        return new FoundLayers(name, has, files, wanted, user, chosen, hasCrypt, comes);
    }

    /** The same with these packages upon it. */
    FoundLayers with(Collection<String> packages) {
        return new FoundLayers(name, has, files, wanted, user, python, hasCrypt, Set.copyOf(packages));
    }
}
