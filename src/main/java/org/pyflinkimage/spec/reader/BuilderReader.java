package org.pyflinkimage.spec.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;

/** Who builds the declared images, and what keeps them from being built so. */
final class BuilderReader {

    private final Reading reading;

    BuilderReader(Reading reading) {
        this.reading = reading;
    }

    /** Finds what cannot be built by the declared builder, or without one. */
    void check(List<ImageSpec> specs) {
        Optional<String> declared = reading.value(Element.BUILDER);
        declared.ifPresent(name -> BuilderName.parse(name)
                .ifPresentOrElse(builder -> checkNames(specs, builder), () -> reading.report(unknown(name))));
    }

    private static Problem unknown(String name) {
        return Problem.declaration("PYF-850", "`%s` in `<builder>` is not a builder".formatted(name))
                .why("there are `docker`, `podman` and `buildah`")
                .remedy(Element.BUILDER.with("buildah"))
                .remedy("without " + Element.BUILDER.named()
                        + " the plugin assembles the image itself, and needs no other program");
    }

    /** A builder's tag names one platform: another one would take its place without a word. */
    private void checkNames(List<ImageSpec> specs, BuilderName builder) {
        if (reading.declaration().isToBeRendered()) {
            return;
        }
        Set<List<Object>> names = new HashSet<>();
        for (ImageSpec spec : specs) {
            Combination cell = spec.combination();
            for (ImageReference reference : spec.references()) {
                if (!names.add(List.of(reference, cell.flink(), cell.java(), cell.python()))) {
                    reading.report(sharedName(reference, builder));
                    return;
                }
            }
        }
    }

    private static Problem sharedName(ImageReference reference, BuilderName builder) {
        return Problem.declaration("PYF-858", "%s would give `%s` to several platforms".formatted(builder, reference))
                .why("with " + Element.BUILDER.named()
                        + " each image has a name of its own;"
                        + " only without one are the images of several platforms pushed as one")
                .remedy(Element.TAGS.with("@{flink}-java@{java}-python@{python}-@{platform}"))
                .remedy("one platform: " + Element.PLATFORMS.named());
    }
}
