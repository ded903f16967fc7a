using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>What the HTTP face logs.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(8000, LogLevel.Warning,
        "The Valhalla endpoints answer 403 to everybody: no authorization is configured, and this is not Development. "
        + "Call AddValhalla(v => v.Authorize(a => a.Read(\"…\").Operate(\"…\").Approve(\"…\").Kill(\"…\"))), or "
        + "app.MapValhalla().RequireAuthorization(\"…\").")]
    public static partial void NotConfigured(ILogger logger);

    [LoggerMessage(8001, LogLevel.Information,
        "The Valhalla endpoints are open to callers on this machine, because this is Development and no authorization "
        + "is configured. Everybody else gets 403.")]
    public static partial void OpenToDeveloper(ILogger logger);

    [LoggerMessage(8002, LogLevel.Error, "Endpoint {Endpoint} failed (correlation id {CorrelationId}).")]
    public static partial void Failed(ILogger logger, Exception error, string endpoint, string correlationId);

    [LoggerMessage(8003, LogLevel.Warning,
        "Endpoint {Endpoint} passed on a request that was refused as out of range (correlation id {CorrelationId}).")]
    public static partial void RefusedLate(ILogger logger, Exception error, string endpoint, string correlationId);

    [LoggerMessage(8004, LogLevel.Warning,
        "Endpoint {Endpoint} could not be carried out by the store: {Code} (correlation id {CorrelationId}).")]
    public static partial void StoreFailed(
        ILogger logger, Exception error, string endpoint, string code, string correlationId);

    [LoggerMessage(8005, LogLevel.Warning,
        "A request was let in with every role: this is Development, no authorization is configured, and it came from "
        + "this machine itself ({RemoteAddress}, {Protocol}, addressed to localhost, no header of a proxy). A proxy on "
        + "this machine that adds no header would look the same. Told once.")]
    public static partial void LetInFromThisMachine(ILogger logger, string remoteAddress, string protocol);

    [LoggerMessage(8006, LogLevel.Warning,
        "A request was let in with every role: this is Development, no authorization is configured, and it came "
        + "in memory, through the test server. Told once.")]
    public static partial void LetInByTestServer(ILogger logger);
}
