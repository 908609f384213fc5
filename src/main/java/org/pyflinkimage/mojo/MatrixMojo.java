package org.pyflinkimage.mojo;

import java.io.PrintStream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.build.validation.BaseLook;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.build.validation.MatrixExport;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.BuildLog;

/**
 * Prints the part of the declared matrix that is not refused, for continuous integration to fan out over; without a declared matrix
 * that of all known releases. Standard output gets it even with {@code -q}, and a file of {@code target/pyflink}.
 */
@Mojo(name = "matrix", threadSafe = true, requiresProject = false, requiresOnline = false)
public class MatrixMojo extends LookingMojo {

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
    @Nullable
    String onlyTested;

    /**
     * Whether registries and daemons are asked for bases that are not on this machine, so that what is in them is judged: by default no
     * network is needed, and the build judges it.
     */
    @Parameter(property = "pyflink.readBases", defaultValue = "false")
    @Nullable
    String readBases;

    @Inject
    MatrixMojo(RepositorySystem repositorySystem, SettingsDecrypter decrypter) {
        super(repositorySystem, decrypter);
    }

    @Override
    void run(DeclaredImages declared, BuildLog log) {
        MatrixExport.Order order = new MatrixExport.Order(path("pyflink.matrixFile", matrixFile), results());
        BaseLook look = look(declared, declared.settings().isOn(Element.READ_BASES), log);
        // Not through Maven's log: a program reads it.
        out.print(new MatrixExport(places(), look, log).write(declared, order));
        out.flush();
    }

    @Override
    Declaration declaration() {
        Declaration declaration = MatrixExport.complete(super.declaration());
        declareOne(declaration, Element.FORMAT, format);
        declareOne(declaration, Element.ONLY_TESTED, onlyTested);
        declareOne(declaration, Element.READ_BASES, readBases);
        return declaration;
    }
}
