package org.pyflinkimage.resolve.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.debian.Release;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Reads a suite and those of its updates that the declaration wants. What is wanted has to be there: a connection that breaks must not
 * decide which holes an image has.
 */
final class SuiteReader {

    private final DebianIndexes indexes;
    private final DebianMirrors mirrors;
    private final Freshness freshness;
    private final SuiteContents contents;

    private SuiteReader(DebianIndexes indexes, Suite suite, DebianMirrors mirrors) {
        this.indexes = indexes;
        this.mirrors = mirrors;
        this.freshness = new Freshness(
                suite, mirrors.surroundings(), mirrors.hints().trust().acceptsOld());
        this.contents = new SuiteContents(suite);
    }

    /**
     * What an archive has of a suite; empty where it does not have it.
     *
     * @param mirrors find the suite's updates
     * @throws PyFlinkException {@code PYF-303} to {@code PYF-307}, {@code PYF-310}, {@code PYF-316} to {@code PYF-318} where something
     *     is not there, or cannot be believed
     */
    static Optional<SuiteContents> read(
            DebianIndexes indexes, Suite suite, DebianArchive archive, DebianMirrors mirrors) {
        SuiteReader reader = new SuiteReader(indexes, suite, mirrors);
        if (!reader.read(archive, suite.name())) {
            return Optional.empty();
        }
        reader.readUpdates(suite, archive, mirrors.hints().trust().updates());
        return Optional.of(reader.contents);
    }

    private void readUpdates(Suite suite, DebianArchive archive, Updates updates) {
        if (updates == Updates.ALL && !read(archive, suite.name().updates())) {
            throw ArchiveProblems.missingUpdates(archive, suite).toException();
        }
        if (updates != Updates.NONE) {
            readSecurity(suite, archive);
        }
    }

    private void readSecurity(Suite suite, DebianArchive archive) {
        List<String> looked = new ArrayList<>();
        for (DebianArchive one : mirrors.securityArchives(suite, archive)) {
            Optional<String> absence = absence(one, suite.name().security());
            if (absence.isEmpty()) {
                return;
            }
            looked.add(absence.get());
        }
        throw ArchiveProblems.noSecurity(suite, looked).toException();
    }

    /** Reads a suite, or says why it is not there. */
    private Optional<String> absence(DebianArchive archive, SuiteName name) {
        String address = Addresses.printable(archive.base());
        Optional<byte[]> signed;
        try {
            signed = indexes.signed(archive, name);
        } catch (PyFlinkException e) {
            if (!archive.guessed() || e.isInterruption()) {
                throw e;
            }
            return Optional.of("`%s` does not answer: %s".formatted(address, reason(e)));
        }
        signed.ifPresent(bytes -> read(archive, name, bytes));
        return signed.isPresent() ? Optional.empty() : Optional.of("`%s` has no suite `%s`".formatted(address, name));
    }

    private static String reason(PyFlinkException failure) {
        Problem problem = failure.problems().get(0);
        return problem.why().isEmpty() ? problem.what() : problem.why().get(0);
    }

    private boolean read(DebianArchive archive, SuiteName name) {
        Optional<byte[]> signed = indexes.signed(archive, name);
        signed.ifPresent(bytes -> read(archive, name, bytes));
        return signed.isPresent();
    }

    private void read(DebianArchive archive, SuiteName name, byte[] signed) {
        Release release = indexes.release(archive, name, signed, freshness);
        contents.add(archive, name, release);
        String architecture = mirrors.platform().architecture();
        for (String component : contents.suite().family().components()) {
            contents.add(archive, indexes.index(archive, name, release, component, architecture));
        }
    }
}
