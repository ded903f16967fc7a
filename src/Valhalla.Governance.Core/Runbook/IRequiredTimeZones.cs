namespace Valhalla.Governance.Runbook;

/// <summary>The time zones that a feature computes with, and where it has them from, for the runbook.</summary>
internal interface IRequiredTimeZones
{
    /// <summary>The feature, in snake_case.</summary>
    string Feature { get; }

    /// <summary>The release of its time-zone data, or <c>system</c> for the operating system's.</summary>
    string DataVersion { get; }

    IReadOnlyList<string> Ids { get; }

    /// <summary>Those of the zones that the data does not have.</summary>
    IReadOnlyList<string> Unknown { get; }

    /// <summary>What to do about an unknown zone, to follow "Time zones are not known: …".</summary>
    string Remedy { get; }
}
