using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Notices;

/// <summary>Checks the ranges that <see cref="NoticeOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class NoticeOptionsRangeValidator : IValidateOptions<NoticeOptions>;
