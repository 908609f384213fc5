package org.pyflinkimage.python;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.value.Sha256;

/**
 * What to install from a source distribution, so that its {@code setup.py} need not run.
 *
 * @param versions for which the recipe holds
 * @param trees files and directories that become packages and modules
 * @param scripts files that become commands
 * @param requires requirements, for distributions whose own metadata are silent about them
 * @param sums of the files that the recipe was checked with, by version
 * @param source what the recipe was read from
 * @param checked the day of that
 */
public record SdistRecipe(
        NormalizedName name,
        SpecifierSet versions,
        List<Tree> trees,
        List<String> scripts,
        List<String> requires,
        SortedMap<String, Sha256> sums,
        String source,
        LocalDate checked) {

    /** Grows with every change of what packing makes of one recipe. */
    private static final String FORM = "5";

    /**
     * A part of the source distribution.
     *
     * @param from a file or directory below the source distribution's own directory
     * @param to where it goes, relative to site-packages
     * @param optional whether some versions do not have it
     */
    public record Tree(String from, String to, boolean optional) {}

    public SdistRecipe {
        trees = List.copyOf(trees);
        scripts = List.copyOf(scripts);
        requires = List.copyOf(requires);
        sums = new TreeMap<>(sums);
    }

    /** Whether the recipe holds for a version. */
    public boolean covers(String version) {
        return Pep440Version.parse(version).filter(versions::contains).isPresent();
    }

    /** A file-name safe key for what {@link #pack} writes, which differs wherever that would. */
    public String packedKey(Sha256 sdist) {
        return sdist.hex() + "-" + Sha256.of(FORM + this).hex().substring(0, 16);
    }

    /**
     * Writes what is installed from a source distribution into a packed archive, with metadata made for it.
     *
     * @param version that it was locked with
     * @param sdist a {@code .tar.gz} or {@code .zip}
     * @param keptAs the packed archive's name once it is whole
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-454}, {@code PYF-460} to {@code PYF-464} where the file is not
     *     what the recipe was written for
     */
    public void pack(String version, Path sdist, Path packedArchive, String keptAs) throws IOException {
        new SdistPacking(this, version, sdist).write(packedArchive, keptAs);
    }
}
