namespace Valhalla.Governance.Cli.Invocation;

/// <summary>What a run tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Done, or go.</summary>
    public const int Ok = 0;

    /// <summary>A clear no: no-go, denied, refused, or not confirmed.</summary>
    public const int No = 1;

    /// <summary>No answer: wrong usage, nothing reached, or the request was invalid.</summary>
    public const int Error = 2;

    /// <summary>Ended by SIGTERM before there was an answer, as a shell counts it.</summary>
    public const int Terminated = 143;

    /// <summary>The code of an HTTP status.</summary>
    public static int OfStatus(int status) => status switch
    {
        >= 200 and < 300 => Ok,
        401 or 403 or 409 => No,
        _ => Error,
    };
}
