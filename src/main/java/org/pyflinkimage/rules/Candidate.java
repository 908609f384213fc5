package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Facts.Knowledge;
import org.pyflinkimage.facts.FlinkLine;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * A subject together with the facts that judge it.
 *
 * @param release the declared one, or the newest known where the declared one is newer than the facts
 * @param line the line of that release
 * @param settings the declared Flink configuration
 * @param requirements the declared Python requirements and constraints that hold on the combination's Python
 */
public record Candidate(
        Subject subject,
        Facts facts,
        Knowledge knowledge,
        FlinkRelease release,
        FlinkLine line,
        FoundSettings settings,
        List<DeclaredRequirement> requirements) {

    /** The candidate of a subject whose release is to be judged by that basis. */
    public static Candidate of(Subject subject, Facts facts, FlinkRelease basis) {
        return new Candidate(
                subject,
                facts,
                facts.knowledgeOf(subject.combination().flink()),
                basis,
                facts.lineOf(basis.version()),
                FoundSettings.of(
                        subject,
                        facts.changes()
                                .configurationFormat(subject.combination().flink())),
                DeclaredRequirement.of(subject));
    }

    public Combination combination() {
        return subject.combination();
    }

    /** The form of the configuration file that its Flink ships. */
    ConfigurationFormat configurationFormat() {
        return facts.changes().configurationFormat(flink());
    }

    ImageSpec spec() {
        return subject.spec();
    }

    FlinkVersion flink() {
        return combination().flink();
    }

    /** The standalone CPython that its image may have. */
    Optional<StandaloneFile> standalone() {
        return standalone(python());
    }

    /** The one that it may have where another Python is declared. */
    Optional<StandaloneFile> standalone(PythonMinor other) {
        return spec().python()
                .standalone(
                        new Combination(flink(), java(), other, platform()),
                        facts.standalones().newest(other, platform()));
    }

    /** The newest that is known of its line. */
    Optional<StandaloneFile> newestStandalone() {
        return facts.standalones().newest(python(), platform());
    }

    JavaVersion java() {
        return combination().java();
    }

    PythonMinor python() {
        return combination().python();
    }

    Platform platform() {
        return combination().platform();
    }
}
