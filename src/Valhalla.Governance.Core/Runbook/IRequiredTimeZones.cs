namespace Valhalla.Governance.Runbook;

/// <summary>Names the system time zones that a feature computes with, for the runbook to look them up.</summary>
internal interface IRequiredTimeZones
{
    IEnumerable<string> Ids { get; }
}
