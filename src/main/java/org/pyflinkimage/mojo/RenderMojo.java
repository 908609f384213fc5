package org.pyflinkimage.mojo;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.Rendering;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;

/**
 * Writes what an image is made of and what runs it, to be looked at, kept or adapted: a Dockerfile with what it copies, Flink's and
 * log4j's configuration, the entrypoint, a Compose file and Kubernetes manifests; a folder for each cell of the declared matrix.
 */
@Mojo(
        name = "render",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class RenderMojo extends PlanningMojo {

    /** Writes nothing, and fails where a file is not as it would be written: for files that are committed. */
    @Parameter(property = "pyflink.check", defaultValue = "false")
    @Nullable
    String check;

    @Inject
    RenderMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(DeclaredImages declared, Request request, Surroundings surroundings) {
        Rendering rendering = Rendering.of(request, rendered(), surroundings);
        if (declared.settings().isOn(Element.CHECK)) {
            rendering.check();
            getLog().info("Rendered files are up to date: " + rendered());
        } else {
            rendering.write().forEach(folder -> getLog().info("Rendered " + folder));
        }
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration().toBeRendered();
        declareOne(declaration, Element.CHECK, check);
        return declaration;
    }
}
