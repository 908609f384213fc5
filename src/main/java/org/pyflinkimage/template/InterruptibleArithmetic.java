package org.pyflinkimage.template;

import freemarker.core.ArithmeticEngine;
import org.pyflinkimage.system.Interruption;

/**
 * FreeMarker's arithmetic, which ends where its thread is interrupted. FreeMarker itself looks for that between instructions alone, and one
 * expression may have no end: {@code (1..)?filter(x -> x < 0)?first}.
 */
final class InterruptibleArithmetic extends ArithmeticEngine.BigDecimalEngine {

    @Override
    public int compareNumbers(Number first, Number second) {
        Interruption.requireNone();
        return super.compareNumbers(first, second);
    }

    @Override
    public Number add(Number first, Number second) {
        Interruption.requireNone();
        return super.add(first, second);
    }

    @Override
    public Number subtract(Number first, Number second) {
        Interruption.requireNone();
        return super.subtract(first, second);
    }

    @Override
    public Number multiply(Number first, Number second) {
        Interruption.requireNone();
        return super.multiply(first, second);
    }

    @Override
    public Number divide(Number first, Number second) {
        Interruption.requireNone();
        return super.divide(first, second);
    }

    @Override
    public Number modulus(Number first, Number second) {
        Interruption.requireNone();
        return super.modulus(first, second);
    }
}
