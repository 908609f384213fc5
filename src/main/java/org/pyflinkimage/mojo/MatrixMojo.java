package org.pyflinkimage.mojo;

import java.io.PrintStream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;
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
public class MatrixMojo extends DeclaringMojo {

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

    @Inject
    MatrixMojo(RepositorySystem repositorySystem) {
        super(repositorySystem);
    }

    @Override
    void run(DeclaredImages declared, BuildLog log) {
        MatrixExport.Order order = new MatrixExport.Order(path("pyflink.matrixFile", matrixFile), results());
        // Not through Maven's log: a program reads it.
        out.print(new MatrixExport(places(), log).write(declared, order));
        out.flush();
    }

    @Override
    Declaration declaration() {
        Declaration declaration = MatrixExport.complete(super.declaration());
        declareOne(declaration, Element.FORMAT, format);
        declareOne(declaration, Element.ONLY_TESTED, onlyTested);
        return declaration;
    }
}
