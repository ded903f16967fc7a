namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>The stable codes of refusals that are not a lever's own reason.</summary>
internal static class ProblemCodes
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidJson = "invalid_json";
    public const string InvalidAmount = "invalid_amount";
    public const string InvalidIdempotencyKey = "invalid_idempotency_key";
    public const string InvalidCursor = "invalid_cursor";
    public const string ReasonRequired = "reason_required";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string CrossSiteRequest = "cross_site_request";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string ChecksFailing = "checks_failing";
    public const string DrillRunning = "drill_running";
    public const string AlreadyApproved = "already_approved";
    public const string NotPromotable = "not_promotable";
    public const string RequestTimeout = "request_timeout";
    public const string PayloadTooLarge = "payload_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string InvalidPolicy = "invalid_policy";
    public const string TooManyRequests = "too_many_requests";
    public const string InternalError = "internal_error";
    public const string SignalReserved = "signal_reserved";
    public const string GoLiveDisabled = "go_live_disabled";
    public const string KillSwitchEngaged = "kill_switch_engaged";
    public const string RampGuardFailing = "ramp_guard_failing";
    public const string StateStale = "state_stale";
}
