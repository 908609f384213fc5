package org.pyflinkimage.mojo;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.KeptVerdicts;
import org.pyflinkimage.build.Request;
import org.pyflinkimage.build.Surroundings;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.mojo.maven.OutputTimestamp;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;

/** A goal that works on the plans of the declared images, and so keeps a lock file. */
abstract class PlanningMojo extends LookingMojo {

    /** Ends the build where the lock file does not answer the declaration. */
    @Parameter(property = "pyflink.locked", defaultValue = "false")
    @Nullable
    String locked;

    PlanningMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    final void run(DeclaredImages declared, BuildLog log) {
        declared.notes().forEach(log::note);
        Surroundings surroundings = surroundings(declared.settings(), log);
        declared.validation()
                .requireThatAllFits(
                        declared.specs(), KeptVerdicts.in(surroundings), look(declared, true, surroundings), log);
        run(declared, request(declared), surroundings);
    }

    /** Does the goal's work, with images that all fit. */
    abstract void run(DeclaredImages declared, Request request, Surroundings surroundings);

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        declareOne(declaration, Element.LOCKED, locked);
        return declaration;
    }

    /** What is to be built, and where its results go. */
    Request request(DeclaredImages declared) {
        return Request.of(
                declared,
                lockFile(),
                results(),
                templates(),
                OutputTimestamp.parse(project.getProperties().getProperty("project.build.outputTimestamp")));
    }
}
