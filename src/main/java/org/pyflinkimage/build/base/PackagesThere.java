package org.pyflinkimage.build.base;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.inventory.Inventory;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** The packages that a base has, and newer ones that take their place. */
final class PackagesThere {

    private PackagesThere() {}

    /** Those that programs of the platform can use, and which of them no newer one can take the place of. */
    static List<InstalledPackage> of(Inventory has, ImageView view, Platform platform) {
        Set<String> files = DpkgRecords.lists(view).stream().map(UnixPath::name).collect(Collectors.toSet());
        return has.packages().stream()
                .filter(there -> there.serves(platform.architecture()))
                .map(there ->
                        reason(there, has.packages(), files).map(there::fixed).orElse(there))
                .toList();
    }

    /** @param files of which dpkg has one for each package */
    private static Optional<String> reason(
            InstalledPackage there, Collection<InstalledPackage> all, Set<String> files) {
        if (!DebianSystem.foldersOfCertificates(List.of(there.name())).isEmpty()) {
            return Optional.of("its script, which is not run, says which authorities are trusted");
        }
        if (DebianSystem.listsOf(there).stream().noneMatch(files::contains)) {
            return Optional.of("dpkg of the base keeps no list of its files");
        }
        return otherArchitecture(there, all)
                .map(other -> "the base has it for %s too, and both are of one version".formatted(other));
    }

    private static Optional<String> otherArchitecture(InstalledPackage one, Collection<InstalledPackage> all) {
        return all.stream()
                .filter(other -> other.name().equals(one.name()))
                .map(InstalledPackage::architecture)
                .filter(architecture -> !architecture.equals(one.architecture()))
                .findFirst();
    }

    /** Those that packages which come take the place of. */
    static List<InstalledPackage> olderThan(List<Deb> debs, Inventory has) {
        return has.packages().stream()
                .filter(there -> replacing(there, debs).isPresent())
                .toList();
    }

    private static Optional<Deb> replacing(InstalledPackage there, List<Deb> debs) {
        return debs.stream()
                .filter(deb -> there.givesWayTo(deb.name(), deb.architecture()))
                .findFirst();
    }

    /** That they do; empty where none does. */
    static Optional<Problem> replaced(List<InstalledPackage> older, List<Deb> debs, BaseImage base) {
        if (older.isEmpty()) {
            return Optional.empty();
        }
        String each = older.stream()
                .map(there -> "`%s` %s to %s"
                        .formatted(
                                there.name(),
                                there.version(),
                                replacing(there, debs).orElseThrow().version()))
                .collect(Collectors.joining(", "));
        return Optional.of(Problem.declaration(
                        "PYF-963", "packages of the base `%s` are brought up to date: %s".formatted(base, each))
                .why("packages that come upon it need the newer ones")
                .why("their maintainer scripts are not run, and the old files stay in the base's layers, hidden")
                .remedy("nothing; or a newer base, whose images are smaller: " + Element.BASE.named())
                .withSeverity(Problem.Severity.NOTE));
    }
}
