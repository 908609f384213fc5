package org.pyflinkimage.build.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pyflinkimage.facts.DefaultVersions;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.KnownReleases;
import org.pyflinkimage.report.TerminalReport;
import org.pyflinkimage.resolve.debian.DebianReach;
import org.pyflinkimage.rules.Rules;
import org.pyflinkimage.rules.Subject;
import org.pyflinkimage.rules.Subject.InBase;
import org.pyflinkimage.rules.SubjectFiles;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.MatrixVerdict;
import org.pyflinkimage.verdict.Overrides;
import org.pyflinkimage.verdict.Verdict;

/** Judges whether what was declared fits together; needs no network. */
public final class Validation {

    private final Overrides overrides;
    private final Severities severities;
    private final Optional<Path> templates;
    private final Environment environment;
    private final DeclaredPackages packages;

    private Validation(Overrides overrides, Optional<Path> templates, Environment environment) {
        this.overrides = overrides;
        this.severities = new Severities(overrides);
        this.templates = templates;
        this.environment = environment;
        this.packages = new DeclaredPackages(environment);
    }

    /**
     * A validation with changed severities.
     *
     * @param rules words such as {@code off} by code
     * @param templates the folder whose files come before the plugin's own
     * @throws PyFlinkException {@code PYF-290} for each that cannot be understood
     */
    public static Validation with(Map<String, String> rules, Optional<Path> templates) {
        return new Validation(Overrides.parse(rules), templates, Environment.ofProcess());
    }

    /** The versions that a declaration may name. */
    public static KnownVersions knownVersions() {
        DefaultVersions defaults = DefaultVersions.shipped();
        return new KnownVersions(
                KnownReleases.shipped().versions(),
                cell -> new Compatibility(Facts.shipped(), Overrides.parse(Map.of())).pythonsFor(cell),
                defaults.java(),
                defaults.python(),
                jar -> Facts.shipped()
                        .connectors()
                        .versions()
                        .markOf(jar.groupId(), jar.artifactId(), jar.version())
                        .flatMap(mark -> mark.of(jar.artifactId(), jar.version()))
                        .map(made -> made::fits));
    }

    /** Every value that the facts know, for each axis of versions. */
    public static Map<Element, List<String>> allKnown() {
        Facts facts = Facts.shipped();
        return Map.of(
                Element.FLINK, texts(facts.releases().keySet()),
                Element.JAVA, texts(facts.javas()),
                Element.PYTHON, texts(new TreeSet<>(facts.pythons().keySet())));
    }

    private static List<String> texts(Collection<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    /** How grave what is found in an image's files is. */
    public Severities severities() {
        return severities;
    }

    /** What no image can be made of in the files of Python requirements that these specs name. */
    List<Problem> problemsOfRequirements(List<ImageSpec> specs) {
        return packages.problems(specs);
    }

    /** The verdicts on all specs, with what the files they name say; of their bases nothing is known but the names. */
    public MatrixVerdict judge(List<ImageSpec> specs) {
        return judge(specs, BaseLook.NONE);
    }

    /** The same with what is seen in their bases. */
    public MatrixVerdict judge(List<ImageSpec> specs, BaseLook look) {
        return judgeAll(withBases(subjects(specs), look));
    }

    private static List<Subject> withBases(List<Subject> subjects, BaseLook look) {
        Map<ImageSpec, BaseLook.Seen> seen =
                look.into(subjects.stream().map(Subject::spec).toList());
        return subjects.stream()
                .map(subject -> Optional.ofNullable(seen.get(subject.spec()))
                        .map(base -> subject.withBase(new InBase(base.isRead(), base.problems())))
                        .orElse(subject))
                .toList();
    }

    private MatrixVerdict judgeAll(List<Subject> subjects) {
        return new Compatibility(Facts.shipped(), overrides).checkAll(subjects);
    }

    private List<Subject> subjects(List<ImageSpec> specs) {
        return SubjectFiles.readAll(specs, templates).stream()
                .map(packages::in)
                .map(this::onThisMachine)
                .toList();
    }

    /** A path of this machine may have slipped into the declaration, by a {@code ${env.JAVA_HOME}}. */
    private Subject onThisMachine(Subject subject) {
        return environment
                .variable("JAVA_HOME")
                .map(home -> subject.withContainer(subject.container().withHostJavaHome(home)))
                .orElse(subject);
    }

    /**
     * Ends the work where something cannot be built; tells the rest. Rules see nothing but their subjects, so that what was judged
     * before, and fits, is not judged once more. Where the name of a base speaks against it, what is in it decides.
     *
     * @param known what was judged before
     * @param look into bases, for that alone
     * @throws PyFlinkException with all errors
     */
    public void requireThatAllFits(List<ImageSpec> specs, FittingImages known, BaseLook look, BuildLog log) {
        List<Subject> subjects = subjects(specs);
        Optional<Sha256> judged = ContentSum.of(List.of(subjects, overrides));
        Optional<FittingImages.Told> kept = judged.flatMap(known::find);
        if (kept.isPresent()) {
            kept.get().notes().forEach(log::note);
            kept.get().problems().forEach(log::warn);
            return;
        }
        MatrixVerdict named = judgeAll(subjects);
        MatrixVerdict verdict = isRefusedByName(named) ? judgeAll(withBases(subjects, look)) : named;
        List<String> notes = new ArrayList<>(TerminalReport.overrides(verdict));
        untested(verdict).ifPresent(notes::add);
        notes.forEach(log::note);
        List<Problem> problems = TerminalReport.problems(verdict);
        PyFlinkException.throwErrors(problems, log::warn);
        // What a base has by that name may be something else the next time.
        judged.filter(sum -> verdict.equals(named))
                .ifPresent(sum -> known.keep(sum, new FittingImages.Told(notes, problems)));
    }

    private static boolean isRefusedByName(MatrixVerdict verdict) {
        return verdict.cells().stream()
                .flatMap(cell -> cell.problems().stream())
                .anyMatch(problem -> problem.severity() == Problem.Severity.ERROR
                        && Rules.OF_NAMES_OF_BASES.contains(problem.code()));
    }

    /**
     * Ends the work where verdicts have errors; tells their warnings and notes.
     *
     * @throws PyFlinkException with all errors
     */
    public static void require(MatrixVerdict verdict, BuildLog log) {
        PyFlinkException.throwErrors(TerminalReport.problems(verdict), log::warn);
    }

    /** What the archives within reach, as this machine is set up, will not deliver; no cell is refused for that. */
    public static List<Problem> notesOfReach(List<ImageSpec> specs) {
        return DebianReach.ofMachine().notes(specs);
    }

    private static Optional<String> untested(MatrixVerdict verdict) {
        List<Verdict> untested = verdict.cells().stream()
                .filter(Verdict.Untested.class::isInstance)
                .toList();
        if (untested.size() == 1) {
            return Optional.of("nobody has recorded a run of " + untested.get(0).combination() + " (PYF-100)");
        }
        return untested.isEmpty()
                ? Optional.empty()
                : Optional.of("nobody has recorded a run of %s of %s combinations (PYF-100)"
                        .formatted(untested.size(), verdict.cells().size()));
    }
}
