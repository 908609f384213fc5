package org.pyflinkimage.build.validation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.report.TerminalReport;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** Tells of every cell of a matrix whether it fits together, and why not: on the terminal and in files. */
public final class ValidationReport {

    private final Places places;
    private final BaseLook look;
    private final BuildLog log;

    /** @param look into the bases of images */
    public ValidationReport(Places places, BaseLook look, BuildLog log) {
        this.places = places;
        this.look = look;
        this.log = log;
    }

    /**
     * Judges all cells.
     *
     * @param folder for the files
     * @param version this plugin's
     * @throws org.pyflinkimage.value.PyFlinkException with all errors, after everything is told and written
     */
    public void write(DeclaredImages declared, Path folder, String version) {
        MatrixVerdict verdict = declared.validation().judge(declared.specs(), look);
        List<ImageSpec> fitting = fitting(declared.specs(), verdict);
        TerminalReport.overview(verdict).forEach(log::note);
        fitting.forEach(spec -> log.note("%s: %s".formatted(spec.reference(), spec.combination())));
        Validation.notesOfReach(fitting).forEach(log::warn);
        List<String> names = new ValidationFiles(folder).write(verdict, places.declaration(), version);
        log.note("reports: %s/{%s}".formatted(places.shown(folder), String.join(",", names)));
        Validation.require(verdict, log);
    }

    private static List<ImageSpec> fitting(List<ImageSpec> specs, MatrixVerdict verdict) {
        Set<Combination> fitting =
                verdict.fitting().stream().map(Verdict::combination).collect(Collectors.toSet());
        return specs.stream()
                .filter(spec -> fitting.contains(spec.combination()))
                .toList();
    }
}
