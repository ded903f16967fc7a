namespace Valhalla.Governance.Kpi;

/// <summary>The configuration errors of this feature.</summary>
internal static class KpiErrors
{
    /// <summary>
    /// A value of <c>Valhalla:Kpi</c> is out of range. Remedy: correct the setting that the message names, or leave it
    /// out to take its default.
    /// </summary>
    public const string OptionOutOfRange = "VG0401";

    /// <summary>
    /// Two values of <c>Valhalla:Kpi</c> make no sense together. Remedy: correct one of the settings that the message
    /// names.
    /// </summary>
    public const string OptionsInconsistent = "VG0402";

    public const string CapacityText =
        OptionOutOfRange + ": Valhalla:Kpi:Capacity must be 16 to 1048576. Correct it or leave it out for 65536.";

    public const string WhenFullText =
        OptionOutOfRange + ": Valhalla:Kpi:WhenFull must be Wait or Drop. Correct it or leave it out for Wait.";

    public const string WaitLimitText =
        OptionOutOfRange + ": Valhalla:Kpi:WaitLimit must be 0 to 10 s. Correct it or leave it out for 50 ms.";

    public const string MaxBatchText =
        OptionOutOfRange + ": Valhalla:Kpi:MaxBatch must be 1 to 65536. Correct it or leave it out for 4096.";

    public const string MaxDelayText =
        OptionOutOfRange + ": Valhalla:Kpi:MaxDelay must be 0 to 1 s. Correct it or leave it out for 2 ms.";

    public const string RetryDelayText =
        OptionOutOfRange + ": Valhalla:Kpi:RetryDelay must be 1 ms to 1 minute. Correct it or leave it out for 50 ms.";

    public const string MaxRetryDelayText = OptionOutOfRange
        + ": Valhalla:Kpi:MaxRetryDelay must be 1 ms to 1 minute. Correct it or leave it out for 1 s.";

    public const string FlushOnShutdownTimeoutText = OptionOutOfRange
        + ": Valhalla:Kpi:FlushOnShutdownTimeout must be 0 to 5 minutes. Correct it or leave it out for 5 s.";

    public const string StalePeriodText = OptionOutOfRange
        + ": Valhalla:Kpi:StalePeriod must be 1 s to 7 days. Correct it or leave it out for 15 minutes.";

    public const string UnhealthyAgeText = OptionOutOfRange
        + ": Valhalla:Kpi:UnhealthyAge must be 100 ms to 1 hour. Correct it or leave it out for 5 s.";

    public const string RetryDelaysText = OptionsInconsistent
        + ": Valhalla:Kpi:RetryDelay must not be above Valhalla:Kpi:MaxRetryDelay. Lower it, or raise the other.";
}
