package org.pyflinkimage.build;

import java.util.Optional;
import org.pyflinkimage.spec.BuilderName;

/** A way from specs to built images. */
public sealed interface Road permits ImageBuild, DockerfileBuild {

    /**
     * The road that a declaration chooses: by the builder that it names, else the plugin's own.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-851} where there is no such builder on this machine
     */
    static Road of(Optional<BuilderName> builder, Request request, Surroundings surroundings) {
        Machine machine = Machine.of(surroundings, request.specs());
        return builder.<Road>map(name -> new DockerfileBuild(name, request, machine))
                .orElseGet(() -> new ImageBuild(request, machine));
    }

    /**
     * Builds an image for each spec, in the same order. Whether they fit is asked before, by {@link org.pyflinkimage.build.validation.Validation}.
     *
     * @throws org.pyflinkimage.value.PyFlinkException with all problems of the first step that has any
     */
    BuildReport build();
}
