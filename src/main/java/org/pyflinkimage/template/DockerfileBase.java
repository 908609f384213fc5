package org.pyflinkimage.template;

import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImageReference;

/** The image behind a Dockerfile's {@code FROM}. */
public final class DockerfileBase {

    private DockerfileBase() {}

    /** The declared one, else the official image of the suite that the packages are of. */
    public static BaseImage of(ImageSpec spec, Plan plan) {
        return spec.base().orElseGet(() -> usual(plan.system().suite()));
    }

    private static BaseImage usual(SuiteName suite) {
        return ImageReference.of(Suites.shipped().familyOf(suite).imageOf(suite));
    }
}
