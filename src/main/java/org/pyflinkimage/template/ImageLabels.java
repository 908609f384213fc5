package org.pyflinkimage.template;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;

/** What an image says about itself: labels in its configuration, and annotations in its manifest. */
public final class ImageLabels {

    private static final String OCI = "org.opencontainers.image.";
    private static final String OWN = "org.pyflinkimage.";

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
                            labels.put(OCI + "base.name", base.image().toString());
                            labels.put(OCI + "base.digest", base.digest().digest());
                        },
                        () -> labels.put(OWN + "suite", plan.system().suite().toString()));
        labels.putAll(spec.labels());
        return Collections.unmodifiableSortedMap(labels);
    }

    /** The manifest's annotations: the part of the labels that OCI defines, and what is declared, which wins. */
    public static SortedMap<String, String> annotations(ImageSpec spec, SortedMap<String, String> labels) {
        SortedMap<String, String> annotations = new TreeMap<>(labels);
        annotations.keySet().removeIf(name -> !name.startsWith(OCI));
        annotations.putAll(spec.annotations());
        return Collections.unmodifiableSortedMap(annotations);
    }
}
