package org.pyflinkimage.mojo;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.mojo.xml.DeclaredElements;
import org.pyflinkimage.spec.Element;

/** A goal that is told where the operating system, Python and the packages for it come from. */
abstract class SourcingMojo extends ModuleMojo {

    /** The apt archive to take the operating system from; by default that of the machine, or of the suite's official image. */
    @Parameter(property = "pyflink.debianMirror")
    @Nullable
    String debianMirror;

    /** The apt archive of security updates. */
    @Parameter(property = "pyflink.debianSecurityMirror")
    @Nullable
    String debianSecurityMirror;

    /** A file of OpenPGP keys that sign an internal apt archive, beside the keys of Debian and Ubuntu that the plugin brings. */
    @Parameter(property = "pyflink.debianKeyring")
    @Nullable
    String debianKeyring;

    /** Which updates of a suite there must be, and are taken: {@code all}, {@code only} those for security, {@code none}. */
    @Parameter(property = "pyflink.securityUpdates", defaultValue = "all")
    @Nullable
    String securityUpdates;

    /** Whether an apt archive may be older than it could be, as a snapshot is, or older than the lock file knows it. */
    @Parameter(property = "pyflink.acceptOldRelease", defaultValue = "false")
    @Nullable
    String acceptOldRelease;

    /**
     * An image whose apt sources name the archive, where {@code <debianMirror>} does not; {@code @{suite}} and {@code @{family}} in it
     * stand for {@code bookworm} and {@code debian}. By default the machine's own apt, else the suite's official image.
     */
    @Parameter(property = "pyflink.debianImage")
    @Nullable
    String debianImage;

    /**
     * Whose Python images have: {@code suite} for that of Debian or Ubuntu, {@code standalone} for a CPython of its own makers, {@code
     * auto} for the suite's where one within reach has the declared Python with the declared Java, else a standalone one.
     */
    @Parameter(property = "pyflink.pythonSource", defaultValue = "auto")
    @Nullable
    String pythonSource;

    /** The standalone CPythons to take, {@code 3.10.16+20241219}, at most one of each line; by default the newest that is known. */
    @Parameter(property = "pyflink.pythonBuild")
    @Nullable
    List<@Nullable String> pythonBuild;

    /** A folder or address that standalone CPythons are taken from; by default uv's. */
    @Parameter(property = "pyflink.pythonMirror")
    @Nullable
    String pythonMirror;

    /**
     * Package indexes that are asked before those of the project's files and this machine: {@code
     * <index>https://packages.example.com/simple/</index>}; or in each {@code <index>} its {@code <url>}, the {@code <server>} of
     * settings.xml whose login it takes, and {@code <default>true</default>} for the one in the place of the usual index. On a command
     * line: {@code -Dpyflink.indexes=SERVER=https://packages.example.com/simple/}, several with commas.
     */
    @Parameter
    @Nullable
    PlexusConfiguration indexes;

    /**
     * Which of several package indexes a version may come from: {@code first-index} that has the package, as uv does by itself, {@code
     * unsafe-first-match}, or {@code unsafe-best-match}. By default what uv's settings beside the requirements or on this machine say.
     */
    @Parameter(property = "pyflink.indexStrategy")
    @Nullable
    String indexStrategy;

    /** The uv program; by default that on the PATH, else one that the plugin provides. */
    @Parameter(property = "pyflink.uv")
    @Nullable
    String uv;

    /**
     * Where a lock file may take files from: {@code any}, {@code configured} for what the declaration and this machine's uv, pip and
     * apt name, or base addresses beside those.
     */
    @Parameter(property = "pyflink.sources", defaultValue = "any")
    @Nullable
    List<@Nullable String> sources;

    /** Declares where all comes from. */
    final void declareSources(DeclaredElements elements) {
        elements.one(Element.DEBIAN_MIRROR, debianMirror);
        elements.one(Element.DEBIAN_SECURITY_MIRROR, debianSecurityMirror);
        elements.one(Element.DEBIAN_KEYRING, debianKeyring);
        elements.one(Element.PYTHON_SOURCE, pythonSource);
        elements.several(Element.PYTHON_BUILD, pythonBuild);
        elements.one(Element.PYTHON_MIRROR, pythonMirror);
        elements.one(Element.DEBIAN_IMAGE, debianImage);
        elements.one(Element.SECURITY_UPDATES, securityUpdates);
        elements.one(Element.ACCEPT_OLD_RELEASE, acceptOldRelease);
        elements.indexes(indexes);
        elements.one(Element.INDEX_STRATEGY, indexStrategy);
        elements.one(Element.UV, uv);
        elements.several(Element.SOURCES, sources);
    }
}
