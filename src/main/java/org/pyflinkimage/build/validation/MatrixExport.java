package org.pyflinkimage.build.validation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.report.Matrices;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MatrixFormat;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Verdict;

/** The part of a matrix that is not refused, written for continuous integration to fan out over. */
public final class MatrixExport {

    private final Places places;
    private final BaseLook look;
    private final BuildLog log;

    /**
     * What is to be written.
     *
     * @param file where to; empty for one of the form's name in the folder for results
     * @param results the folder for results
     */
    public record Order(Optional<Path> file, Path results) {

        private Path place(MatrixFormat form) {
            return file.orElseGet(() -> results.resolve(form.fileName()));
        }
    }

    /** @param look into the bases of images */
    public MatrixExport(Places places, BaseLook look, BuildLog log) {
        this.places = places;
        this.look = look;
        this.log = log;
    }

    /** Where a declaration says nothing of versions, all that are known are its matrix. */
    public static Declaration complete(Declaration declaration) {
        if (List.of(Element.FLINK, Element.JAVA, Element.PYTHON).stream().noneMatch(declaration::isDeclared)) {
            Validation.allKnown().forEach(declaration::with);
        }
        return declaration;
    }

    /**
     * Writes the file in the declared form, and tells of it; what nobody has recorded a run of is left out on demand.
     *
     * @return the file's text
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-931} where no cell is left
     */
    public String write(DeclaredImages declared, Order order) {
        MatrixVerdict judged = declared.validation().judge(declared.specs(), look);
        MatrixVerdict chosen = declared.settings().isOn(Element.ONLY_TESTED) ? judged.tested() : judged;
        int left = chosen.fitting().size();
        if (left == 0) {
            throw nothingFits(judged).toException();
        }
        MatrixFormat form = declared.settings().format();
        Path place = order.place(form);
        String text = text(chosen, form);
        ValidationFiles.write(place, text);
        log.note("%s of %s combinations: %s".formatted(left, judged.cells().size(), places.shown(place)));
        form.warning(left).ifPresent(log::warn);
        return text;
    }

    /** The cells that are not refused, in a form. */
    static String text(MatrixVerdict verdict, MatrixFormat form) {
        return switch (form) {
            case MARKDOWN -> Matrices.markdown(verdict);
            case JSON -> Matrices.json(verdict);
            case GITHUB -> Matrices.gitHub(verdict);
            case GITLAB -> Matrices.gitLab(verdict);
        };
    }

    private static Problem nothingFits(MatrixVerdict judged) {
        long refused = judged.cells().stream()
                .filter(Verdict.Refused.class::isInstance)
                .count();
        return Problem.declaration("PYF-931", "no combination is left for a matrix")
                .why("%s of %s are refused".formatted(refused, judged.cells().size()))
                .remedy("`mvn pyflink:validate` says why, and what is nearest")
                .remedy("where `-Dpyflink.onlyTested` left out the rest, go without it");
    }
}
