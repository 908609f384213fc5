package org.pyflinkimage.mojo;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.BuildReport;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.Road;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;

/** Builds an image for each cell of the declared matrix. */
@Mojo(
        name = "image",
        defaultPhase = LifecyclePhase.PACKAGE,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class ImageMojo extends PlanningMojo {

    /** Tells of each layer how large it is, in place of what several hold together. */
    @Parameter(property = "pyflink.verbose", defaultValue = "false")
    @Nullable
    String verbose;

    @Inject
    ImageMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(DeclaredImages declared, Request request, Surroundings surroundings) {
        BuildReport report = Road.of(declared.builder(), request, surroundings).build();
        report.lines(places(), declared.settings()).forEach(getLog()::info);
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        declareOne(declaration, Element.VERBOSE, verbose);
        return declaration;
    }
}
