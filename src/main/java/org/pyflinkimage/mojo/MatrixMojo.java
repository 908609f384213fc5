package org.pyflinkimage.mojo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.MatrixFormat;
import org.pyflinkimage.build.Validation;
import org.pyflinkimage.build.ValidationFiles;
import org.pyflinkimage.mojo.xml.Matrix;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/**
 * Prints the part of the declared matrix that is not refused, for continuous integration to fan out over; without a declared matrix
 * that of all known releases. Standard output gets it even with {@code -q}, and a file of {@code target/pyflink}.
 */
@Mojo(name = "matrix", threadSafe = true, requiresProject = false, requiresOnline = false)
public class MatrixMojo extends ReportingMojo {

    PrintStream out = System.out;

    /** The form: {@code markdown}, {@code json}, {@code github} (a line for {@code fromJSON}) or {@code gitlab} (YAML). */
    @Parameter(property = "pyflink.format", defaultValue = "markdown")
    @Nullable
    String format;

    /** The file to write. By default {@code matrix.md}, {@code matrix.json}, {@code matrix.github.json} or {@code matrix.gitlab.yml}. */
    @Parameter(property = "pyflink.matrixFile")
    @Nullable
    String matrixFile;

    /** Leaves out what nobody has recorded a run of. */
    @Parameter(property = "pyflink.onlyTested", defaultValue = "false")
    boolean onlyTested;

    @Override
    void run(List<ImageSpec> specs, BuildLog log) {
        MatrixFormat form =
                MatrixFormat.parse(values().text("pyflink.format", format).orElse("markdown"));
        MatrixVerdict judged = validation().judge(specs);
        MatrixVerdict chosen = values().isOn("pyflink.onlyTested", onlyTested) ? judged.tested() : judged;
        if (chosen.fitting().isEmpty()) {
            throw nothingFits(judged).toException();
        }
        String text = form.write(chosen);
        Path file = file(form);
        ValidationFiles.write(file, text);
        log.note("%d of %d combinations: %s"
                .formatted(chosen.fitting().size(), judged.cells().size(), shown(file)));
        form.warning(chosen.fitting().size()).ifPresent(log::warn);
        // Not through Maven's log: a program reads it.
        out.print(text);
        out.flush();
    }

    /** Where nothing says which versions, all that are known. */
    @Override
    void declareMatrix(Declaration declaration, Matrix axes) {
        super.declareMatrix(declaration, axes);
        boolean declared =
                List.of(Element.FLINK, Element.JAVA, Element.PYTHON).stream().anyMatch(declaration::isDeclared);
        if (!declared) {
            Validation.allKnown().forEach(declaration::with);
        }
    }

    private Path file(MatrixFormat form) {
        return values().text("pyflink.matrixFile", matrixFile)
                .filter(text -> !text.isBlank())
                .map(text -> folder().resolve(text).normalize())
                .orElseGet(() -> results().resolve(form.fileName()));
    }

    private static Problem nothingFits(MatrixVerdict judged) {
        long refused = judged.cells().stream()
                .filter(Verdict.Refused.class::isInstance)
                .count();
        return Problem.declaration("PYF-931", "no combination is left for a matrix")
                .why("%d of %d are refused".formatted(refused, judged.cells().size()))
                .remedy("`mvn pyflink:validate` says why, and what is nearest")
                .remedy("where `-Dpyflink.onlyTested` left out the rest, go without it");
    }
}
