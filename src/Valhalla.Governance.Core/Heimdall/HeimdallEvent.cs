namespace Valhalla.Governance.Heimdall;

/// <summary>A promotion or demotion, as <c>heimdall_event</c> keeps it.</summary>
/// <param name="Kind"><c>promote</c> or <c>demote</c>.</param>
/// <param name="Domain">The domain.</param>
/// <param name="ModelVersion">The model version, if any.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="DetailJson">The scorecard it was decided on, as JSON.</param>
internal sealed record HeimdallEvent(
    string Kind, DomainName Domain, string? ModelVersion, string Actor, string? Reason, string? DetailJson);
