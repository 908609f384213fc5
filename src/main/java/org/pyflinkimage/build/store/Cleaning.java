package org.pyflinkimage.build.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * Deletes from a store because somebody asks for it, and tells what went, or why nothing did.
 *
 * @param out gets the lines that are told
 */
public record Cleaning(FileArtifactStore store, StoreLimit limit, BuildLog log, Consumer<String> out) {

    /** Compares all with its sums, and deletes what is damaged. */
    public void verify() {
        // Nobody deletes what is being read.
        Verification.Findings findings = store.using(new Verification(store, log)::run);
        findings.damaged().forEach(this::warn);
        out.accept("Verified %s files, %s of them damaged; %s have nothing here to be compared with"
                .formatted(findings.checked(), findings.damaged().size(), findings.unchecked()));
        if (!findings.damaged().isEmpty()) {
            Set<Path> damaged =
                    findings.damaged().stream().map(DamagedFile::file).collect(Collectors.toSet());
            delete(() -> Pruning.without(store, damaged));
        }
    }

    private void warn(DamagedFile damaged) {
        log.warn(Problem.environment("PYF-545", "`%s` is damaged".formatted(damaged.file()))
                .why(damaged.reason())
                .withSeverity(Severity.WARNING));
    }

    /** Brings it to its limit. */
    public void prune() {
        delete(() -> Pruning.toLimit(store, limit));
    }

    /** Deletes all. */
    public void empty() {
        delete(() -> Pruning.empty(store));
    }

    private void delete(Supplier<Pruned> deletion) {
        Optional<Pruned> pruned = store.alone(deletion);
        pruned.ifPresent(known -> out.accept("Of the store: " + known));
        if (pruned.isEmpty()) {
            log.warn(Problem.environment("PYF-546", "nothing was deleted from `%s`".formatted(store.folder()))
                    .why("a build uses it, or nobody can know: it cannot be written, or its disk has no locks")
                    .remedy("the same again when no build runs")
                    .withSeverity(Severity.WARNING));
        }
    }
}
