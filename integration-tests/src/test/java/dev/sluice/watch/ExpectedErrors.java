package dev.sluice.watch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Errors that may be logged while a test, or any test of a class, runs: the others fail it. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ExpectedErrors {
  /** Regular expressions, one of which is found in the logger's name, the message or the cause. */
  String[] value();
}
