package org.pyflinkimage.template;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.DaemonImage;
import org.pyflinkimage.value.ImageReference;

/** What an image says about itself: labels in its configuration, and annotations in its manifest. */
public final class ImageLabels {

    private static final String OCI = "org.opencontainers.image.";
    private static final String OWN = "org.pyflinkimage.";

    /** Says which image another is built upon. */
    public static final String BASE_NAME = OCI + "base.name";

    private ImageLabels() {}

    /** The labels of an image; declared ones win. */
    public static SortedMap<String, String> of(ImageSpec spec, Plan plan) {
        Combination combination = spec.combination();
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(OCI + "title", spec.reference().repository().name());
        labels.put(
                OCI + "description",
                "PyFlink " + combination.flink() + " on Java " + combination.java() + " and Python "
                        + plan.system().python());
        spec.reference().tag().ifPresent(tag -> labels.put(OCI + "version", tag));
        labels.put(OCI + "created", plan.created().toString());
        labels.put(OWN + "flink", combination.flink().toString());
        labels.put(OWN + "java", combination.java().toString());
        labels.put(OWN + "python", plan.system().python().toString());
        plan.base()
                .ifPresentOrElse(
                        base -> {
                            nameOf(base.image()).ifPresent(name -> labels.put(BASE_NAME, name.toString()));
                            labels.put(OCI + "base.digest", base.digest().digest());
                        },
                        () -> labels.put(OWN + "suite", plan.system().suite().toString()));
        labels.putAll(spec.labels());
        return Collections.unmodifiableSortedMap(labels);
    }

    /** A reference is what the label has: where a file lay that somebody built with means nothing elsewhere. */
    private static Optional<ImageReference> nameOf(BaseImage base) {
        if (base instanceof DaemonImage image) {
            return Optional.of(image.reference());
        }
        return base instanceof ImageReference reference ? Optional.of(reference) : Optional.empty();
    }

    /** The manifest's annotations: the part of the labels that OCI defines, and what is declared, which wins. */
    public static SortedMap<String, String> annotations(ImageSpec spec, SortedMap<String, String> labels) {
        SortedMap<String, String> annotations = new TreeMap<>(labels);
        annotations.keySet().removeIf(name -> !name.startsWith(OCI));
        annotations.putAll(spec.annotations());
        return Collections.unmodifiableSortedMap(annotations);
    }
}
