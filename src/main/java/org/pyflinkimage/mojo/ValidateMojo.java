package org.pyflinkimage.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.Validation;
import org.pyflinkimage.build.ValidationFiles;
import org.pyflinkimage.report.TerminalReport;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

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
public class ValidateMojo extends ReportingMojo {

    @Parameter(defaultValue = "${plugin.version}", readonly = true)
    @Nullable
    String version;

    @Override
    void run(List<ImageSpec> specs, BuildLog log) {
        MatrixVerdict verdict = validation().judge(specs);
        List<ImageSpec> fitting = fitting(specs, verdict);
        TerminalReport.overview(verdict).forEach(log::note);
        fitting.forEach(spec -> log.note("%s: %s".formatted(spec.reference(), spec.combination())));
        Validation.notesOfReach(fitting).forEach(log::warn);
        write(verdict, log);
        Validation.require(verdict, log);
    }

    private void write(MatrixVerdict verdict, BuildLog log) {
        Path folder = results();
        List<String> names =
                new ValidationFiles(folder).write(verdict, declarationFile(), version == null ? "" : version);
        log.note("reports: %s/{%s}".formatted(shown(folder), String.join(",", names)));
    }

    /** Without a POM there is no better file to point at. */
    private String declarationFile() {
        File pom = project.getFile();
        return pom == null ? "pom.xml" : shown(pom.toPath().toAbsolutePath());
    }

    private static List<ImageSpec> fitting(List<ImageSpec> specs, MatrixVerdict verdict) {
        Set<Combination> fitting =
                verdict.fitting().stream().map(Verdict::combination).collect(Collectors.toSet());
        return specs.stream()
                .filter(spec -> fitting.contains(spec.combination()))
                .toList();
    }
}
