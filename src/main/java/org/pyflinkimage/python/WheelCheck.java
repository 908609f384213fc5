package org.pyflinkimage.python;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.pyflinkimage.python.UnpackedWheel.Member;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Checks a wheel: that its entries may be installed, that it is what its file name says, and that every file has the sum that
 * RECORD states (<a href="https://packaging.python.org/en/latest/specifications/binary-distribution-format/">binary distribution
 * format</a>).
 */
final class WheelCheck {

    /** More problems of one wheel would only hide the first ones. */
    private static final int PROBLEMS_AT_MOST = 20;

    private final Path file;
    private final String fileName;
    private final List<Problem> problems = new ArrayList<>();

    WheelCheck(Path file, String fileName) {
        this.file = file;
        this.fileName = fileName;
    }

    /** Everything in the wheel, checked. */
    UnpackedWheel run() throws IOException {
        WheelName name = WheelName.parse(fileName)
                .orElseThrow(() -> problem("PYF-450", "`%s` is no name of a wheel".formatted(fileName))
                        .toException());
        UnpackedWheel wheel = read();
        throwIfAny();
        checkIdentity(wheel, name);
        checkForm(wheel);
        throwIfAny();
        return wheel;
    }

    private UnpackedWheel read() throws IOException {
        try (ZipFile zip = BoundedZip.open(file, ZipEntryCheck.ENTRIES_AT_MOST);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            Map<String, ZipArchiveEntry> files = new ZipEntryCheck(fileName, problems).files(entries);
            String distInfo = distInfo(files);
            throwIfAny();
            ZipContents contents = new ZipContents(file, channel);
            List<RecordEntry> entriesOfRecord = readRecord(files, distInfo, contents);
            RecordCheck record = new RecordCheck(fileName, distInfo, entriesOfRecord, problems);
            return new UnpackedWheel(distInfo, members(files, contents, record));
        } catch (IOException e) {
            throw unreadable(fileName, e).toException(e);
        }
    }

    private static List<Member> members(Map<String, ZipArchiveEntry> files, ZipContents contents, RecordCheck record)
            throws IOException {
        List<Member> members = new ArrayList<>();
        for (Map.Entry<String, ZipArchiveEntry> entry : files.entrySet()) {
            ZipArchiveEntry zipEntry = entry.getValue();
            ZipContents.Summed summed = contents.sum(zipEntry, record.algorithm(entry.getKey()));
            record.check(entry.getKey(), summed);
            members.add(new Member(entry.getKey(), ZipEntryCheck.isExecutable(zipEntry), summed.content()));
        }
        record.checkNothingIsMissing();
        return members;
    }

    /** The one dist-info directory at the top. */
    private String distInfo(Map<String, ZipArchiveEntry> files) {
        SortedSet<String> found = new TreeSet<>();
        for (String path : files.keySet()) {
            int slash = path.indexOf('/');
            if (slash > 0 && path.substring(0, slash).endsWith(UnpackedWheel.DIST_INFO)) {
                found.add(path.substring(0, slash));
            }
        }
        if (found.size() != 1) {
            problems.add(problem("PYF-452", "`%s` has not one dist-info directory but %s".formatted(fileName, found)));
            return "";
        }
        return found.first();
    }

    private List<RecordEntry> readRecord(Map<String, ZipArchiveEntry> files, String distInfo, ZipContents contents)
            throws IOException {
        Optional<ZipArchiveEntry> entry = Optional.ofNullable(files.get(distInfo + "/RECORD"));
        if (entry.isEmpty()) {
            throw problem("PYF-451", "`%s` has no RECORD".formatted(fileName)).toException();
        }
        return InstallationRecord.parse(contents.text(entry.get()))
                .orElseThrow(() -> problem("PYF-451", "the RECORD of `%s` is malformed".formatted(fileName))
                        .toException());
    }

    /** The directory, METADATA and the file name have to tell of one version of one distribution. */
    private void checkIdentity(UnpackedWheel wheel, WheelName name) {
        String stem = wheel.distInfo().substring(0, wheel.distInfo().length() - UnpackedWheel.DIST_INFO.length());
        int dash = stem.lastIndexOf('-');
        checkIdentity(name, wheel.distInfo(), stem.substring(0, Math.max(0, dash)), stem.substring(dash + 1));
        Optional<Metadata> metadata = wheel.text("METADATA").flatMap(Metadata::parse);
        if (metadata.isEmpty()) {
            problems.add(withoutIdentity(fileName));
        } else {
            checkIdentity(
                    name,
                    "METADATA",
                    metadata.get().writtenName(),
                    metadata.get().version());
        }
    }

    private void checkIdentity(WheelName name, String where, String foundName, String foundVersion) {
        boolean agrees =
                NormalizedName.parse(foundName).filter(name.name()::equals).isPresent()
                        && Pep440Version.parse(foundVersion)
                                .filter(name.version()::equals)
                                .isPresent();
        if (!agrees) {
            problems.add(problem(
                    "PYF-452",
                    "`%s` is `%s` `%s` inside, by its %s".formatted(fileName, foundName, foundVersion, where)));
        }
    }

    /** Readers of version 1 read every 1.x. */
    private void checkForm(UnpackedWheel wheel) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : wheel.text("WHEEL").orElse("").split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String version = fields.getOrDefault("wheel-version", "");
        if (!version.matches("1\\.[0-9]+")) {
            problems.add(problem("PYF-453", "`%s` has the wheel format `%s`".formatted(fileName, version))
                    .why("only the formats `1.x` are known"));
        }
    }

    private void throwIfAny() {
        PyFlinkException.throwIfAny(problems.subList(0, Math.min(problems.size(), PROBLEMS_AT_MOST)));
    }

    static Problem unreadable(String fileName, IOException reason) {
        return problem("PYF-450", "`%s` cannot be read as a wheel".formatted(fileName))
                .why(String.valueOf(reason.getMessage()));
    }

    static Problem withoutIdentity(String fileName) {
        return problem("PYF-452", "the METADATA of `%s` has no name or version".formatted(fileName));
    }

    static Problem problem(String code, String what) {
        return Problem.declaration(code, what)
                .remedy("choose another version of it in `<requirements>` (-Dpyflink.requirements)");
    }
}
