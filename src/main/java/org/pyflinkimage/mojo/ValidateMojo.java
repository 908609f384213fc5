package org.pyflinkimage.mojo;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.ValidationReport;
import org.pyflinkimage.value.BuildLog;

/**
 * Tells of every cell of the declared matrix whether it fits together, and why not; builds nothing and needs no network. The verdicts
 * go to the terminal and to {@code target/pyflink/validation.json}, {@code validation.md}, {@code validation-junit.xml} and {@code
 * validation.sarif}. A refused cell fails the build.
 */
@Mojo(
        name = "validate",
        defaultPhase = LifecyclePhase.VALIDATE,
        threadSafe = true,
        requiresProject = false,
        requiresOnline = false)
public class ValidateMojo extends DeclaringMojo {

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    @Nullable
    String version;

    @Inject
    ValidateMojo(RepositorySystem repositorySystem) {
        super(repositorySystem);
    }

    @Override
    void run(DeclaredImages declared, BuildLog log) {
        new ValidationReport(places(), log).write(declared, results(), version == null ? "" : version);
    }
}
