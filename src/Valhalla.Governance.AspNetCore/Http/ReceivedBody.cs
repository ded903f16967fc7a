namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>What has arrived of a request's body.</summary>
/// <param name="Bytes">The bytes, never more than the endpoint's limit.</param>
/// <param name="End">Whether that is all.</param>
internal readonly record struct ReceivedBody(ReadOnlyMemory<byte> Bytes, BodyEnd End);
