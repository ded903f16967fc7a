namespace Valhalla.Governance.Cli.Invocation;

/// <summary>The error ids of the command line.</summary>
internal static class CliErrors
{
    /// <summary>Nothing says what to talk to. Remedy: give <c>--url</c> or <c>--database</c>.</summary>
    public const string NoTarget = "VG2001";

    /// <summary>The SQLite file does not exist. Remedy: correct the path, or run <c>valhalla db apply</c>.</summary>
    public const string DatabaseMissing = "VG2002";

    /// <summary>The address of the application is no http or https URL. Remedy: correct it.</summary>
    public const string InvalidUrl = "VG2003";

    /// <summary>The application did not answer. Remedy: start it, or name its database.</summary>
    public const string Unreachable = "VG2004";

    /// <summary>Something answered that is not this library. Remedy: correct the address or its prefix.</summary>
    public const string UnknownAnswer = "VG2005";

    /// <summary>A confirmation is needed, and nobody can be asked. Remedy: give <c>--yes</c>.</summary>
    public const string ConfirmationNeeded = "VG2006";

    /// <summary>The kill switch was not stored. Remedy: make the database reachable and run it again.</summary>
    public const string KillNotStored = "VG2007";

    /// <summary>The database did not answer. Remedy: make it reachable.</summary>
    public const string DatabaseUnreachable = "VG2008";

    /// <summary>An argument cannot be used. Remedy: correct it as the message says.</summary>
    public const string InvalidArgument = "VG2009";

    /// <summary>A file cannot be read or written. Remedy: correct its path or its rights.</summary>
    public const string FileNotUsable = "VG2010";

    /// <summary>
    /// A long answer broke off, or is not whole. Remedy: run <c>valhalla audit verify</c>, then the export again.
    /// </summary>
    public const string AnswerBrokeOff = "VG2011";

    /// <summary>The result cannot be written. Remedy: make room on the disk, or write elsewhere.</summary>
    public const string OutputFailed = "VG2012";

    /// <summary>A mistake of the command line itself. Remedy: report it with the command.</summary>
    public const string Unexpected = "VG2013";
}
