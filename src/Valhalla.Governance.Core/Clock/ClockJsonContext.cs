using System.Text.Json.Serialization;

namespace Valhalla.Governance.Clock;

[JsonSerializable(typeof(ClockRecord))]
internal sealed partial class ClockJsonContext : JsonSerializerContext;
