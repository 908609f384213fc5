package org.pyflinkimage.mojo;

import java.io.File;
import java.util.List;
import org.pyflinkimage.build.validation.DeclaredImages;
import org.pyflinkimage.spec.ImageSpec;

/** Goals with the configuration of one POM, and with properties of a command line. */
final class Goals {

    static final String FOLDER = "src/test/resources/org/pyflinkimage/mojo/goal-parameters";
    static final String POM = FOLDER + "/pom.xml";

    private Goals() {}

    /** What a goal works on, by the properties that were given up to now. */
    static DeclaredImages declared(DeclaringMojo mojo, String... properties) {
        mojo.project.setFile(new File(POM).getAbsoluteFile());
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            mojo.session.getUserProperties().setProperty(parts[0], parts[1]);
        }
        return mojo.declared();
    }

    static List<ImageSpec> specs(DeclaringMojo mojo, String... properties) {
        return declared(mojo, properties).specs();
    }
}
