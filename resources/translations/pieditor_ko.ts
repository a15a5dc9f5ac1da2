<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About pieditor</source>
        <translation>pieditor 정보</translation>
    </message>
    <message>
        <source>Learns your taste from 10 to 20 favourite pictures. Nothing leaves this computer: no network, no account, no statistics.</source>
        <translation>좋아하는 사진 10~20장에서 취향을 배웁니다. 아무것도 이 컴퓨터를 벗어나지 않습니다. 네트워크도, 계정도, 통계 수집도 없습니다.</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0.</source>
        <translation>Apache 라이선스 2.0을 따르는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Each photo&apos;s own edit</source>
        <translation>사진별 보정</translation>
    </message>
    <message>
        <source>A taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>A taste, then each photo&apos;s own filters</source>
        <translation>취향 적용 후 사진별 필터</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Strength of the taste</source>
        <translation>취향 강도</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>출력 폴더</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>원본과 같게</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>원본 크기</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8비트</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16비트</translation>
    </message>
    <message>
        <source>Keep what exists</source>
        <translation>기존 파일 유지</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>번호 붙이기</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>위치 정보 제외</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Long edge</source>
        <translation>긴 변</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>비트 심도</translation>
    </message>
    <message>
        <source>If it exists</source>
        <translation>파일이 있으면</translation>
    </message>
    <message>
        <source>Learn a taste first, or apply each photo&apos;s own edit.</source>
        <translation>먼저 취향을 만들거나 사진별 보정을 적용하세요.</translation>
    </message>
    <message>
        <source>Choose a folder to write into.</source>
        <translation>저장할 폴더를 선택하세요.</translation>
    </message>
    <message>
        <source>each photo&apos;s format</source>
        <translation>원본과 같은 형식</translation>
    </message>
    <message>
        <source>quality {q}</source>
        <translation>품질 {q}</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} px</translation>
    </message>
    <message>
        <source>keeps what exists</source>
        <translation>기존 파일 유지</translation>
    </message>
    <message>
        <source>replaces what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>numbers what exists</source>
        <translation>번호를 붙여 저장</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have no edit and stay as they are.</source>
        <translation>
            <numerusform>그중 %n장은 보정이 없어 그대로 남습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write into this folder</source>
        <translation>이 폴더에 저장</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>작업 중</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>이미 완료</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>유지됨</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>{output} exists already</source>
        <translation>{output} 파일이 이미 있음</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{output}, {seconds} s</source>
        <translation>{output}, {seconds}초</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서 하기</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>실패한 사진 다시 시도</translation>
    </message>
    <message>
        <source>Open output folder</source>
        <translation>출력 폴더 열기</translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation>일괄 처리할 사진</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행률</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>아직 사진이 없습니다</translation>
    </message>
    <message>
        <source>Select photos in the library; they are listed here.</source>
        <translation>라이브러리에서 사진을 선택하면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n photos are left.</source>
        <translation>
            <numerusform>사진 %n장이 남았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>A batch into {folder} was interrupted.</source>
        <translation>{folder}(으)로 보내던 일괄 처리가 중단되었습니다.</translation>
    </message>
    <message>
        <source>A batch in the taste “{taste}” into {folder} was interrupted.</source>
        <translation>취향 “{taste}”을(를) 적용해 {folder}(으)로 보내던 일괄 처리가 중단되었습니다.</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{total}장 중 {done}장 완료</translation>
    </message>
    <message numerus="yes">
        <source>%n lack something</source>
        <translation>
            <numerusform>일부 빠짐 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count}장 유지</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count}장 실패</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>{count}장 남음</translation>
    </message>
    <message>
        <source>Reading the edits…</source>
        <translation>보정 내용을 읽는 중…</translation>
    </message>
    <message>
        <source>Paused; what was begun is being finished</source>
        <translation>일시 정지됨, 시작한 사진은 마무리합니다</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n photos per minute</source>
        <translation>
            <numerusform>분당 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
</context>
<context>
    <name>BlendPanel</name>
    <message>
        <source>Blend two tastes</source>
        <translation>두 취향 섞기</translation>
    </message>
    <message>
        <source>First taste</source>
        <translation>첫 번째 취향</translation>
    </message>
    <message>
        <source>Second taste</source>
        <translation>두 번째 취향</translation>
    </message>
    <message>
        <source>Share of the second taste</source>
        <translation>두 번째 취향의 비율</translation>
    </message>
    <message>
        <source>Name of the blend</source>
        <translation>섞은 취향의 이름</translation>
    </message>
    <message>
        <source>Save blend</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>보정 전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>보정 후</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something went wrong inside pieditor; your edits are kept. Log: {path}</source>
        <translation>pieditor 내부에서 문제가 생겼습니다. 보정 내용은 보존되었습니다. 로그: {path}</translation>
    </message>
</context>
<context>
    <name>CurveEditor</name>
    <message>
        <source>Drag a point; with Alt its neighbours stay. Double-click resets it all.</source>
        <translation>점을 드래그하세요. Alt를 누르면 옆의 점은 그대로 있습니다. 두 번 클릭하면 모두 초기화됩니다.</translation>
    </message>
</context>
<context>
    <name>DevelopPanel</name>
    <message>
        <source>Edit</source>
        <translation>보정</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 내역</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy settings (Ctrl+C)</source>
        <translation>설정 복사 (Ctrl+C)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Paste settings (Ctrl+V)</source>
        <translation>설정 붙여넣기 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Sync…</source>
        <translation>동기화…</translation>
    </message>
    <message>
        <source>Give the selected photos what was changed here</source>
        <translation>여기서 바꾼 내용을 선택한 사진에 적용</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Take everything back to the photo as it is</source>
        <translation>모두 되돌려 원본 사진으로</translation>
    </message>
</context>
<context>
    <name>DevelopTools</name>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Whole photo (0)</source>
        <translation>사진 전체 (0)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>100 % (Z)</source>
        <translation>100% (Z)</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200%</translation>
    </message>
    <message>
        <source>200 % (Ctrl+2)</source>
        <translation>200% (Ctrl+2)</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>보정 전</translation>
    </message>
    <message>
        <source>Before / after (\)</source>
        <translation>보정 전/후 (\)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>Side by side (Y)</source>
        <translation>나란히 보기 (Y)</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>분할 보기</translation>
    </message>
    <message>
        <source>Split line (Shift+Y)</source>
        <translation>분할선 (Shift+Y)</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>보정 전/후</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>클리핑 표시</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
</context>
<context>
    <name>DevelopView</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Choose a photo in the Library (G), then press D.</source>
        <translation>라이브러리(G)에서 사진을 고른 다음 D를 누르세요.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Choose a photo first.</source>
        <translation>먼저 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>There is no taste yet that could guide.</source>
        <translation>길잡이가 될 취향이 아직 없습니다.</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>취향 만들기…</translation>
    </message>
    <message>
        <source>{name} was left as it was.</source>
        <translation>{name}: 원래대로 두었습니다.</translation>
    </message>
    <message>
        <source>Take the suggestion</source>
        <translation>제안 적용</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>열었을 때</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>되돌리기: {step}</translation>
    </message>
    <message>
        <source>Snapshot {number}</source>
        <translation>스냅샷 {number}</translation>
    </message>
    <message>
        <source>Remove snapshot</source>
        <translation>스냅샷 삭제</translation>
    </message>
</context>
<context>
    <name>EditModel</name>
    <message>
        <source>{name} was changed by another program; that version is kept as {aside}.</source>
        <translation>다른 프로그램이 {name} 파일을 바꾸었습니다. 그 버전은 {aside} 파일로 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>ExistingDialog</name>
    <message>
        <source>If it exists</source>
        <translation>파일이 있으면</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos exist in {folder} already.</source>
        <translation>
            <numerusform>사진 %n장이 {folder}에 이미 모두 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>If they are kept, there is nothing to do.</source>
        <translation>그대로 두면 할 일이 없습니다.</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>번호 붙이기</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>기존 파일 바꾸기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Choose a photo first.</source>
        <translation>먼저 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a taste first; Explain shows it as sliders.</source>
        <translation>먼저 취향을 선택하세요. ‘설명’은 취향을 슬라이더로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>취향으로 되돌리기</translation>
    </message>
    <message>
        <source>This taste changes the photo by less than can be seen.</source>
        <translation>이 취향은 사진을 눈에 띄게 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>The sliders set before are in these; the photo may look a little different.</source>
        <translation>전에 조정한 값도 이 슬라이더에 들어 있습니다. 사진이 조금 달라 보일 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ExplainBlock</name>
    <message>
        <source>Remainder %</source>
        <translation>나머지 %</translation>
    </message>
    <message>
        <source>What the look does beyond the sliders</source>
        <translation>슬라이더로 나타낼 수 없는 룩의 나머지</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Show the taste as sliders (Ctrl+E)</source>
        <translation>취향을 슬라이더로 보기 (Ctrl+E)</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>취향으로 되돌리기</translation>
    </message>
    <message>
        <source>Take the taste out of the sliders again</source>
        <translation>슬라이더에서 취향 빼기</translation>
    </message>
    <message>
        <source>Explaining…</source>
        <translation>설명 중…</translation>
    </message>
    <message>
        <source>The sliders carry nearly all of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 거의 전부를 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry most of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 대부분을 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry more than half of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 절반 이상을 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry less than half of this look ({share}).</source>
        <translation>슬라이더가 이 룩의 절반 이하를 나타냅니다({share}).</translation>
    </message>
    <message>
        <source>The sliders carry little of this look ({share}).</source>
        <translation>슬라이더가 이 룩을 조금만 나타냅니다({share}).</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>촬영 일시</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>렌즈</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>필름스트립</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Sort by</source>
        <translation>정렬 기준</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>촬영일</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>File time</source>
        <translation>파일 날짜</translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation>모든 별점</translation>
    </message>
    <message>
        <source>At least this many stars</source>
        <translation>이 별점 이상</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>모든 점수</translation>
    </message>
    <message>
        <source>At least this score</source>
        <translation>이 점수 이상</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>플래그</translation>
    </message>
    <message>
        <source>Any flag</source>
        <translation>모든 플래그</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>플래그 지정됨</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>제외되지 않음</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>플래그 없음</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Edited or not</source>
        <translation>보정 여부 전체</translation>
    </message>
    <message>
        <source>Not edited</source>
        <translation>보정 안 됨</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>내림차순</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>오름차순</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>More about {filter}</source>
        <translation>{filter} 더 보기</translation>
    </message>
    <message>
        <source>Strength and reset (right click)</source>
        <translation>강도와 초기화 (오른쪽 클릭)</translation>
    </message>
    <message>
        <source>Curve of {channel}</source>
        <translation>{channel} 곡선</translation>
    </message>
    <message>
        <source>Strength %</source>
        <translation>강도 %</translation>
    </message>
    <message>
        <source>Reset {filter}</source>
        <translation>{filter} 초기화</translation>
    </message>
    <message>
        <source>On</source>
        <translation>켜기</translation>
    </message>
</context>
<context>
    <name>FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근 폴더</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>내 컴퓨터</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photos</source>
        <translation>
            <numerusform>사진 %n장 중 {shown}장</numerusform>
        </translation>
    </message>
    <message>
        <source>{selected} selected</source>
        <translation>{selected}장 선택됨</translation>
    </message>
    <message>
        <source>Scores cannot be made. {remedy}</source>
        <translation>점수를 매길 수 없습니다. {remedy}</translation>
    </message>
    <message>
        <source>Scoring {done} of {all}</source>
        <translation>점수 매기는 중: {all}장 중 {done}장</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>축소판 크기</translation>
    </message>
</context>
<context>
    <name>GalleryGrid</name>
    <message>
        <source>Gallery</source>
        <translation>갤러리</translation>
    </message>
    <message>
        <source>F or Enter likes a picture, X rejects it, \ shows it untouched.</source>
        <translation>F 또는 Enter는 좋아요, X는 싫어요, \는 원본 보기입니다.</translation>
    </message>
    <message>
        <source>Like (F)</source>
        <translation>좋아요 (F)</translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation>싫어요 (X)</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Picture {number}, being made</source>
        <translation>사진 {number}, 만드는 중</translation>
    </message>
    <message>
        <source>Picture {number}, {photo}</source>
        <translation>사진 {number}, {photo}</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>좋아요</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>싫어요</translation>
    </message>
</context>
<context>
    <name>GuideMenu</name>
    <message>
        <source>My taste: learn one first…</source>
        <translation>내 취향: 먼저 만들기…</translation>
    </message>
    <message>
        <source>Both: learn a taste first…</source>
        <translation>둘 다: 먼저 취향 만들기…</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>Looks good</source>
        <translation>보기 좋게</translation>
    </message>
    <message>
        <source>My taste: {name}</source>
        <translation>내 취향: {name}</translation>
    </message>
    <message>
        <source>Both: good, and {name}</source>
        <translation>둘 다: 보기 좋게, {name}</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
    <message>
        <source>Histogram: {crushed} crushed blacks, {blown} blown highlights</source>
        <translation>히스토그램: 뭉개진 어두운 영역 {crushed}, 날아간 밝은 영역 {blown}</translation>
    </message>
    <message>
        <source>Click to show where (J)</source>
        <translation>클릭하면 위치를 표시합니다 (J)</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Snapshots</source>
        <translation>스냅샷</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>스냅샷 만들기</translation>
    </message>
    <message>
        <source>A snapshot keeps the photo as it is now, to come back to.</source>
        <translation>스냅샷은 지금 상태를 저장해 두어 언제든 돌아올 수 있게 합니다.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>작업 내역</translation>
    </message>
    <message>
        <source>Remove the snapshot {name}</source>
        <translation>{name} 삭제</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>현상</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>일괄 처리</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>이 안내</translation>
    </message>
    <message>
        <source>Leave whatever is open</source>
        <translation>열려 있는 것 닫기</translation>
    </message>
    <message>
        <source>Filmstrip on or off</source>
        <translation>필름스트립 켜기/끄기</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>Flag, unflag</source>
        <translation>플래그 지정, 해제</translation>
    </message>
    <message>
        <source>Reject photos</source>
        <translation>사진 제외</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>설정 복사</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>설정 붙여넣기</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Develop the photo</source>
        <translation>사진 현상하기</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>별점 없음</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>이름으로 찾기</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>좋아요</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>싫어요</translation>
    </message>
    <message>
        <source>Undo the last pick</source>
        <translation>마지막 선택 되돌리기</translation>
    </message>
    <message>
        <source>Hold: the picture untouched</source>
        <translation>누르고 있기: 원본 보기</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>다음 사진들</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>다른 사진으로</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>보정 전/후</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>나란히 보기</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>분할선</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>확대, 축소</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>사진 전체</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100%</translation>
    </message>
    <message>
        <source>Space+drag</source>
        <translation>Space+드래그</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Previous, next photo</source>
        <translation>이전, 다음 사진</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>클리핑 표시</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>While Suggest is open</source>
        <translation>제안이 열려 있을 때</translation>
    </message>
    <message>
        <source>Look at any step</source>
        <translation>아무 단계나 보기</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Leave the photo as it was</source>
        <translation>사진을 원래대로 두기</translation>
    </message>
    <message>
        <source>Sliders and curves</source>
        <translation>슬라이더와 곡선</translation>
    </message>
    <message>
        <source>Change; with Shift ten steps</source>
        <translation>조절, Shift와 함께 열 단계씩</translation>
    </message>
    <message>
        <source>Reset; or double-click</source>
        <translation>초기화, 두 번 클릭도 가능</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>메뉴 키</translation>
    </message>
    <message>
        <source>Strength, reset</source>
        <translation>강도, 초기화</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open a folder of photos (Ctrl+O)</source>
        <translation>사진 폴더 열기 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Sub-folders too</source>
        <translation>하위 폴더 포함</translation>
    </message>
    <message>
        <source>Show the photos of all folders inside this one too</source>
        <translation>이 폴더 안에 있는 모든 폴더의 사진도 표시</translation>
    </message>
    <message>
        <source>Show the folders</source>
        <translation>폴더 표시</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>사진 폴더 열기</translation>
    </message>
    <message>
        <source>Drop it here, or choose one.</source>
        <translation>여기에 끌어다 놓거나 선택하세요.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>The last folder was not opened again</source>
        <translation>지난번 폴더를 다시 열지 않았습니다</translation>
    </message>
    <message>
        <source>pieditor ended last time while it was opening {folder}. A damaged file in it may be the cause.</source>
        <translation>지난번에 다음 폴더를 여는 동안 pieditor가 종료되었습니다: {folder}. 그 안의 손상된 파일이 원인일 수 있습니다.</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>그래도 열기</translation>
    </message>
    <message>
        <source>No photos in {folder}</source>
        <translation>{folder} 폴더에 사진이 없습니다</translation>
    </message>
    <message>
        <source>There may be some in the folders inside it.</source>
        <translation>하위 폴더에 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Look into sub-folders</source>
        <translation>하위 폴더에서 찾기</translation>
    </message>
    <message>
        <source>Nor in the folders inside it.</source>
        <translation>하위 폴더에도 없습니다.</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>다른 폴더 선택…</translation>
    </message>
    <message>
        <source>No photo passes the filters</source>
        <translation>조건에 맞는 사진이 없습니다</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos are hidden.</source>
        <translation>
            <numerusform>사진 %n장이 모두 숨겨져 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>모든 사진 표시</translation>
    </message>
    <message>
        <source>This folder cannot be shown</source>
        <translation>이 폴더를 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>사진을 찾는 중…</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>별점 없음</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>플래그 지정</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>플래그 해제</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>제외</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Your photos in the taste so far</source>
        <translation>지금까지의 취향을 적용한 내 사진</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>natural</source>
        <translation>자연스러운</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>밝은</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>어두운</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>따뜻한</translation>
    </message>
    <message>
        <source>cool</source>
        <translation>차가운</translation>
    </message>
    <message>
        <source>rosy</source>
        <translation>장밋빛</translation>
    </message>
    <message>
        <source>green</source>
        <translation>초록빛</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>보랏빛</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>부드러운</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>강한</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>차분한</translation>
    </message>
    <message>
        <source>vivid</source>
        <translation>선명한</translation>
    </message>
    <message>
        <source>black &amp; white</source>
        <translation>흑백</translation>
    </message>
    <message>
        <source>split tone</source>
        <translation>스플릿 톤</translation>
    </message>
    <message>
        <source>fade</source>
        <translation>바랜 톤</translation>
    </message>
    <message>
        <source>{traits} {trait}</source>
        <translation>{traits} · {trait}</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>without {parts}</source>
        <translation>빠진 것: {parts}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>현상</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>일괄 처리</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>메뉴 (F10)</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>설정 복사</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>설정 붙여넣기</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>필름스트립</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>About pieditor</source>
        <translation>pieditor 정보</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>별점 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>플래그 지정</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>플래그 해제</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>enhanced</source>
        <translation>보정본</translation>
    </message>
    <message>
        <source>The taste “{name}” is saved.</source>
        <translation>“{name}” 취향을 저장했습니다.</translation>
    </message>
    <message>
        <source>Enhance the folder</source>
        <translation>폴더 전체 보정</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>이어서 하기</translation>
    </message>
</context>
<context>
    <name>MarksView</name>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>별점 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>별점 없음</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>플래그 지정됨</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>제외됨</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Messages</source>
        <translation>알림</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
</context>
<context>
    <name>PartsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>{stars} of 5 stars</source>
        <translation>별점 5개 중 {stars}개</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>플래그 지정됨</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>점수 {score}</translation>
    </message>
    <message>
        <source>{name}, with {companion}</source>
        <translation>{name}, {companion} 포함</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>점수 {score}/10</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
</context>
<context>
    <name>PhotoSettings</name>
    <message>
        <source>There are no settings on this photo yet.</source>
        <translation>이 사진에는 아직 설정이 없습니다.</translation>
    </message>
    <message>
        <source>Copied: {parts}</source>
        <translation>복사됨: {parts}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>What is pasted?</source>
        <translation>무엇을 붙여넣을까요?</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Copy the settings of a photo first (Ctrl+C).</source>
        <translation>먼저 사진의 설정을 복사하세요 (Ctrl+C).</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message numerus="yes">
        <source>Pasted onto %n photos.</source>
        <translation>
            <numerusform>사진 %n장에 붙여넣었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the other photos in the filmstrip first: Ctrl+click, Shift+click.</source>
        <translation>먼저 필름스트립에서 다른 사진을 선택하세요: Ctrl+클릭, Shift+클릭.</translation>
    </message>
    <message numerus="yes">
        <source>Give %n other photos these settings of {name}:</source>
        <translation>
            <numerusform>{name}의 다음 설정을 다른 사진 %n장에 적용합니다:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n photos</source>
        <translation>
            <numerusform>사진 %n장에 적용</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>동기화</translation>
    </message>
    <message numerus="yes">
        <source>Changed %n photos.</source>
        <translation>
            <numerusform>사진 %n장을 바꾸었습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>취향: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n photos have this taste now.</source>
        <translation>
            <numerusform>사진 %n장에 이 취향을 적용했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>실행 취소됨</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>실행 취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>다시 실행됨</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>The photos have these settings already.</source>
        <translation>사진에 이미 같은 설정이 적용되어 있습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureDelegate</name>
    <message>
        <source>Untouched</source>
        <translation>원본</translation>
    </message>
</context>
<context>
    <name>ScoreCurve</name>
    <message>
        <source>Steps of the search</source>
        <translation>탐색 단계</translation>
    </message>
    <message>
        <source>Drag, or ← →, to look at any step</source>
        <translation>끌거나 ← →로 아무 단계나 보기</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>0 is all of the first taste, 1 all of the second.</source>
        <translation>0은 첫 번째 취향만, 1은 두 번째 취향만입니다.</translation>
    </message>
    <message>
        <source>Cannot be guided by {name!r}</source>
        <translation>{name!r}: 길잡이로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot blend with a mix of {mix:g}</source>
        <translation>비율 {mix:g}: 섞을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot blend {name!r} and {name_2!r}</source>
        <translation>{name!r}, {name_2!r}: 섞을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot call a taste {name!r}</source>
        <translation>{name!r}: 취향 이름으로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot explain a taste on no photos</source>
        <translation>사진 없이는 취향을 설명할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot fill the gallery</source>
        <translation>갤러리를 채울 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot find the model {name}</source>
        <translation>모델 {name}: 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot find the starter photographs</source>
        <translation>예제 사진을 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot import {path}</source>
        <translation>{path}: 가져올 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot learn a taste</source>
        <translation>취향을 학습할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot learn a taste from no pictures</source>
        <translation>사진 없이는 취향을 학습할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot load the model {name}</source>
        <translation>모델 {name}: 불러올 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot move the taste {name!r} to the trash</source>
        <translation>취향 {name!r}: 휴지통으로 옮길 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot open the folder {path}</source>
        <translation>폴더 {path}: 열 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot rate with NIMA</source>
        <translation>NIMA로 점수를 매길 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot reach the scheduler {address}</source>
        <translation>스케줄러 {address}: 연결할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the list of models {path}</source>
        <translation>모델 목록 {path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the look {name}</source>
        <translation>룩 {name}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the looks {path}</source>
        <translation>룩 파일 {path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the picks {picks_path}</source>
        <translation>선택 파일 {picks_path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the picks {source}</source>
        <translation>선택 파일 {source}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the recipe {name}</source>
        <translation>레시피 {name}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the recipe {path}</source>
        <translation>레시피 {path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the taste {path}</source>
        <translation>취향 {path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read the taste {source}</source>
        <translation>취향 {source}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot read {path}</source>
        <translation>{path}: 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot run the networks</source>
        <translation>신경망을 실행할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot search with a taste</source>
        <translation>취향으로 검색할 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot use --scheduler</source>
        <translation>--scheduler 옵션을 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot use CUDA</source>
        <translation>CUDA를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot use the taste {name!r}</source>
        <translation>취향 {name!r}: 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot use the taste {path}</source>
        <translation>취향 {path}: 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot use the triplet scheme</source>
        <translation>triplet 방식을 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Cannot write into {out}</source>
        <translation>{out}: 쓸 수 없는 위치입니다</translation>
    </message>
    <message>
        <source>Cannot write {path}</source>
        <translation>{path}: 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>Change its rights, or ask its owner.</source>
        <translation>권한을 바꾸거나 소유자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Check its name and that you have the right to read it.</source>
        <translation>이름과 읽기 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Check its name, and that its disk is there.</source>
        <translation>이름을 확인하고 디스크가 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>이름을 확인하세요.</translation>
    </message>
    <message>
        <source>Check that it is a file and that you have the right to read it.</source>
        <translation>파일이 맞는지, 읽기 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Check that the disk is connected, then try again.</source>
        <translation>디스크가 연결되어 있는지 확인하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Check the address, and that &apos;dask scheduler&apos; runs there.</source>
        <translation>주소를 확인하고 그곳에서 &apos;dask scheduler&apos;가 실행 중인지 확인하세요.</translation>
    </message>
    <message>
        <source>Check the disk, and write to another one.</source>
        <translation>디스크를 점검하고 다른 디스크에 저장하세요.</translation>
    </message>
    <message>
        <source>Check the file&apos;s name, or export the taste again.</source>
        <translation>파일 이름을 확인하거나 취향을 다시 내보내세요.</translation>
    </message>
    <message>
        <source>Check the file&apos;s name.</source>
        <translation>파일 이름을 확인하세요.</translation>
    </message>
    <message>
        <source>Check the file&apos;s rights.</source>
        <translation>파일의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Choose a folder of originals and one of finished pictures with the same names; their endings may differ.</source>
        <translation>원본 폴더와, 이름이 같은 완성된 사진 폴더를 고르세요. 확장자는 달라도 됩니다.</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <translation>다른 디스크의 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>더 짧은 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another disk, or a smaller format.</source>
        <translation>다른 디스크나 더 작은 형식을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another folder and try again.</source>
        <translation>다른 폴더를 골라 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Choose another folder, or change its rights.</source>
        <translation>다른 폴더를 고르거나 권한을 바꾸세요.</translation>
    </message>
    <message>
        <source>Choose another folder, {folder} for example.</source>
        <translation>다른 폴더를 고르세요. 예: {folder}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose another format, or a smaller long edge.</source>
        <translation>다른 형식이나 더 작은 긴 변을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another name, or delete or rename the other first.</source>
        <translation>다른 이름을 고르거나, 먼저 다른 것을 지우거나 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another output folder; originals are never written.</source>
        <translation>다른 출력 폴더를 고르세요. 원본은 절대 덮어쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>다른 프로그램을 닫고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Could not enhance {path}</source>
        <translation>{path}: 보정하지 못했습니다</translation>
    </message>
    <message>
        <source>Dask&apos;s &apos;distributed&apos; is not installed</source>
        <translation>Dask의 &apos;distributed&apos;가 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>Did not store the taste {name!r}</source>
        <translation>취향 {name!r}: 저장하지 않았습니다</translation>
    </message>
    <message>
        <source>Did not write {path}</source>
        <translation>{path}: 저장하지 않았습니다</translation>
    </message>
    <message>
        <source>End the name with .jpg, .png, .tif, .webp or .avif.</source>
        <translation>이름이 .jpg, .png, .tif, .webp, .avif 중 하나로 끝나야 합니다.</translation>
    </message>
    <message>
        <source>Export it again as a 3-D .cube file with a domain from 0 to 1.</source>
        <translation>범위가 0에서 1인 3D .cube 파일로 다시 내보내세요.</translation>
    </message>
    <message>
        <source>Export it again, or learn the taste anew.</source>
        <translation>다시 내보내거나 취향을 새로 학습하세요.</translation>
    </message>
    <message>
        <source>Found no before/after pairs</source>
        <translation>보정 전/후 쌍을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Found no photos</source>
        <translation>사진을 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>공간을 확보하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>GeoTIFF&apos;s map coordinates, because the pixels moved</source>
        <translation>GeoTIFF 지도 좌표(픽셀이 옮겨졌기 때문)</translation>
    </message>
    <message>
        <source>Give 10 to 20 finished pictures you like.</source>
        <translation>좋아하는 완성된 사진 10~20장을 지정하세요.</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>파일 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>IPTC, which {format} cannot hold</source>
        <translation>IPTC({format} 형식에는 넣을 곳이 없음)</translation>
    </message>
    <message>
        <source>If the file is trustworthy, save a smaller version of it first.</source>
        <translation>믿을 수 있는 파일이라면 먼저 더 작게 저장하세요.</translation>
    </message>
    <message>
        <source>Import them with: pieditor models import FILE.</source>
        <translation>가져오는 방법: pieditor models import 파일</translation>
    </message>
    <message>
        <source>Install pieditor again.</source>
        <translation>pieditor를 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;cluster&apos;, or use --shard.</source>
        <translation>pieditor를 &apos;cluster&apos; 추가 항목과 함께 설치하거나 --shard를 쓰세요.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;cpu&apos;, or &apos;cuda&apos; for an NVIDIA card.</source>
        <translation>pieditor를 &apos;cpu&apos; 추가 항목과 함께, NVIDIA 카드라면 &apos;cuda&apos;와 함께 설치하세요.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;import-models&apos;, or name the same weights as .safetensors.</source>
        <translation>pieditor를 &apos;import-models&apos; 추가 항목과 함께 설치하거나 같은 가중치를 .safetensors 파일로 지정하세요.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;starter&apos;, or name photos of your own.</source>
        <translation>pieditor를 &apos;starter&apos; 추가 항목과 함께 설치하거나 직접 찍은 사진을 지정하세요.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;{extra}&apos;, or save it as JPEG, PNG or TIFF in another program.</source>
        <translation>pieditor를 &apos;{extra}&apos; 추가 항목과 함께 설치하거나 다른 프로그램에서 JPEG, PNG 또는 TIFF로 저장하세요.</translation>
    </message>
    <message>
        <source>It is damaged: leave it out, or copy it again from the card.</source>
        <translation>손상되었습니다. 빼거나 카드에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>It may still be on its way: try again when it is copied.</source>
        <translation>아직 복사 중일 수 있습니다. 복사가 끝나면 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Learn both again with this version.</source>
        <translation>이 버전에서 둘 다 다시 학습하세요.</translation>
    </message>
    <message>
        <source>Learn it again from the same favourites with this version.</source>
        <translation>이 버전에서 같은 좋아하는 사진으로 다시 학습하세요.</translation>
    </message>
    <message>
        <source>Learn one with: pieditor taste learn NAME PICTURES.</source>
        <translation>학습하는 방법: pieditor taste learn 이름 사진</translation>
    </message>
    <message>
        <source>Leave it out, or name a photo.</source>
        <translation>빼거나 사진을 지정하세요.</translation>
    </message>
    <message>
        <source>Leave it out, or save a smaller version of it.</source>
        <translation>빼거나 더 작게 저장하세요.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>빼고 진행하세요.</translation>
    </message>
    <message>
        <source>Make the folder, or choose another one.</source>
        <translation>폴더를 만들거나 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Move or delete it yourself, or choose another output folder.</source>
        <translation>직접 옮기거나 지우고, 아니면 다른 출력 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Name a file of weights: Keras&apos; .hdf5 or .h5, or .safetensors.</source>
        <translation>가중치 파일을 지정하세요: Keras의 .hdf5나 .h5, 또는 .safetensors.</translation>
    </message>
    <message>
        <source>Name a photo, or the folder&apos;s photos.</source>
        <translation>사진이나 그 폴더의 사진들을 지정하세요.</translation>
    </message>
    <message>
        <source>Name another folder, {folder} for example.</source>
        <translation>다른 폴더를 지정하세요. 예: {folder}</translation>
    </message>
    <message>
        <source>Name one, or use the guide &apos;aesthetic&apos;.</source>
        <translation>하나를 지정하거나 길잡이 &apos;aesthetic&apos;을 쓰세요.</translation>
    </message>
    <message>
        <source>Name photos that other programs can open.</source>
        <translation>다른 프로그램에서 열리는 사진을 지정하세요.</translation>
    </message>
    <message>
        <source>Name photos, or use --recursive to look into sub-folders.</source>
        <translation>사진을 지정하거나, --recursive로 하위 폴더까지 찾으세요.</translation>
    </message>
    <message>
        <source>Name some with --reject, or leave --scheme out.</source>
        <translation>--reject로 몇 장 지정하거나 --scheme을 빼세요.</translation>
    </message>
    <message>
        <source>Nothing to explain</source>
        <translation>설명할 것이 없습니다</translation>
    </message>
    <message>
        <source>Open it in another program; if that fails too, copy it again from the card.</source>
        <translation>다른 프로그램에서 열어 보고, 그래도 안 되면 카드에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>PNG&apos;s texts {names}</source>
        <translation>PNG 글({names})</translation>
    </message>
    <message>
        <source>Photoshop&apos;s layers</source>
        <translation>Photoshop 레이어</translation>
    </message>
    <message>
        <source>Please report it with the output of &apos;pieditor doctor&apos;.</source>
        <translation>&apos;pieditor doctor&apos;의 출력과 함께 알려 주세요.</translation>
    </message>
    <message>
        <source>its embeddings are not as many finite numbers each</source>
        <translation>임베딩마다 유한한 숫자의 개수가 같지 않습니다</translation>
    </message>
    <message>
        <source>the manifest says that it belongs to another {name}</source>
        <translation>매니페스트에 따르면 다른 {name}에 속합니다</translation>
    </message>
    <message>
        <source>Refused the model {name}</source>
        <translation>모델 {name}: 쓰지 않습니다</translation>
    </message>
    <message>
        <source>Remove the file yourself.</source>
        <translation>파일을 직접 지우세요.</translation>
    </message>
    <message>
        <source>Remove {path} yourself.</source>
        <translation>직접 지우세요: {path}</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG or TIFF in another program.</source>
        <translation>다른 프로그램에서 JPEG, PNG, TIFF 중 하나로 저장하세요.</translation>
    </message>
    <message>
        <source>The taste still works; picks cannot be added to it any more.</source>
        <translation>취향은 그대로 쓸 수 있지만 선택을 더 추가할 수는 없습니다.</translation>
    </message>
    <message>
        <source>There is no taste {name!r}</source>
        <translation>취향 {name!r}: 없습니다</translation>
    </message>
    <message>
        <source>Unknown provider {provider!r}</source>
        <translation>알 수 없는 실행 장치 {provider!r}</translation>
    </message>
    <message>
        <source>Update pieditor.</source>
        <translation>pieditor를 업데이트하세요.</translation>
    </message>
    <message>
        <source>Use --overwrite to replace it, or choose another name.</source>
        <translation>--overwrite로 바꾸거나 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Use --provider auto or --provider cpu.</source>
        <translation>--provider auto 또는 --provider cpu를 쓰세요.</translation>
    </message>
    <message>
        <source>Use a recipe written by pieditor.</source>
        <translation>pieditor가 저장한 레시피를 쓰세요.</translation>
    </message>
    <message>
        <source>Use one of {join}.</source>
        <translation>다음 중 하나를 쓰세요: {join}</translation>
    </message>
    <message>
        <source>Wait for its end, then try again.</source>
        <translation>끝나기를 기다린 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>XMP, because it is damaged</source>
        <translation>XMP(손상되었기 때문)</translation>
    </message>
    <message>
        <source>XMP, which is larger than a JPEG can hold</source>
        <translation>XMP(JPEG에 담기에는 너무 큼)</translation>
    </message>
    <message>
        <source>a BMP</source>
        <translation>BMP</translation>
    </message>
    <message>
        <source>a GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>GIMP 문서</translation>
    </message>
    <message>
        <source>a JPEG 2000</source>
        <translation>JPEG 2000</translation>
    </message>
    <message>
        <source>a JPEG XL</source>
        <translation>JPEG XL</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>Photoshop 문서</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ZIP 압축 파일</translation>
    </message>
    <message>
        <source>a file is there that pieditor did not write, or that was changed since</source>
        <translation>pieditor가 쓰지 않았거나 그 뒤에 바뀐 파일이 그 자리에 있습니다</translation>
    </message>
    <message>
        <source>a file of that name is in the way</source>
        <translation>같은 이름의 파일이 있습니다</translation>
    </message>
    <message>
        <source>a folder of that name is in the way</source>
        <translation>같은 이름의 폴더가 있습니다</translation>
    </message>
    <message>
        <source>a name has 1 to 64 letters, digits, spaces or . , ( ) + &amp; &apos; -, and begins with a letter or digit</source>
        <translation>이름은 글자, 숫자, 빈칸, . , ( ) + &amp; &apos; - 1~64자이고 글자나 숫자로 시작해야 합니다</translation>
    </message>
    <message>
        <source>a part of XMP, which is missing from the file</source>
        <translation>XMP의 일부(파일에 없음)</translation>
    </message>
    <message>
        <source>a part of its path is a file, not a folder</source>
        <translation>경로의 일부가 폴더가 아니라 파일입니다</translation>
    </message>
    <message>
        <source>an unexpected {name} ({error})</source>
        <translation>예상하지 못한 오류 {name} ({error})</translation>
    </message>
    <message>
        <source>another run of pieditor is writing it</source>
        <translation>pieditor의 다른 작업이 쓰는 중입니다</translation>
    </message>
    <message>
        <source>darktable&apos;s history of edits</source>
        <translation>darktable 보정 내역</translation>
    </message>
    <message>
        <source>frames 2 to {last} of the animation</source>
        <translation>애니메이션의 2~{last}번째 프레임</translation>
    </message>
    <message>
        <source>it claims {width} × {height} pixels of {size} bytes each, more than the limit of {limit:.0f} megapixels</source>
        <translation>{width} × {height} 픽셀, 픽셀당 {size}바이트라고 되어 있어 한도 {limit:.0f}메가픽셀을 넘습니다</translation>
    </message>
    <message>
        <source>it does not say &quot;format&quot;: &quot;{format}&quot;</source>
        <translation>&quot;format&quot;: &quot;{format}&quot; 항목이 없습니다</translation>
    </message>
    <message>
        <source>it does not say its size (LUT_3D_SIZE)</source>
        <translation>크기(LUT_3D_SIZE)가 없습니다</translation>
    </message>
    <message>
        <source>it exists already</source>
        <translation>이미 있습니다</translation>
    </message>
    <message>
        <source>it has no version</source>
        <translation>버전이 없습니다</translation>
    </message>
    <message>
        <source>it has numbers that are not finite</source>
        <translation>유한하지 않은 수가 들어 있습니다</translation>
    </message>
    <message>
        <source>it has {count} colours instead of {wanted}</source>
        <translation>색이 {wanted}개가 아니라 {count}개입니다</translation>
    </message>
    <message>
        <source>it has {size} nodes per axis instead of 2 to {most}</source>
        <translation>축당 노드가 2~{most}개가 아니라 {size}개입니다</translation>
    </message>
    <message>
        <source>it holds nothing but zero bytes</source>
        <translation>0으로만 채워져 있습니다</translation>
    </message>
    <message>
        <source>it is a Keras file, and h5py, which reads those, is not installed</source>
        <translation>Keras 파일인데, 이를 읽는 h5py가 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>it is a folder of the originals</source>
        <translation>원본이 있는 폴더입니다</translation>
    </message>
    <message>
        <source>it is a one-dimensional table</source>
        <translation>1차원 표입니다</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>손상되었습니다</translation>
    </message>
    <message>
        <source>it is far too large</source>
        <translation>너무 큽니다</translation>
    </message>
    <message>
        <source>it is larger than 4.3 GB</source>
        <translation>4.3GB보다 큽니다</translation>
    </message>
    <message>
        <source>it is neither a Keras file (HDF5) nor a whole safetensors file</source>
        <translation>Keras 파일(HDF5)도, 온전한 safetensors 파일도 아닙니다</translation>
    </message>
    <message>
        <source>it is not a picture (it begins like a text file)</source>
        <translation>사진이 아닙니다(텍스트 파일처럼 시작함)</translation>
    </message>
    <message>
        <source>it is not an ordinary file</source>
        <translation>보통 파일이 아닙니다</translation>
    </message>
    <message>
        <source>it is not one of the known ones</source>
        <translation>알려진 것이 아닙니다</translation>
    </message>
    <message>
        <source>it is of a kind that this version does not know</source>
        <translation>이 버전이 알지 못하는 종류입니다</translation>
    </message>
    <message>
        <source>it is of no known photo format, or the file is cut short</source>
        <translation>알 수 없는 사진 형식이거나 파일이 잘렸습니다</translation>
    </message>
    <message>
        <source>it is the folder of the originals</source>
        <translation>원본이 있는 폴더입니다</translation>
    </message>
    <message>
        <source>it is the original</source>
        <translation>원본입니다</translation>
    </message>
    <message>
        <source>it is version {version}, and this pieditor knows up to {newest}</source>
        <translation>버전 {version} 파일이며, 이 pieditor는 {newest}까지 압니다</translation>
    </message>
    <message>
        <source>it is {kind}, which is not supported</source>
        <translation>지원하지 않는 형식입니다: {kind}</translation>
    </message>
    <message>
        <source>it must lie between 0 and 1</source>
        <translation>0과 1 사이여야 합니다</translation>
    </message>
    <message>
        <source>it needs pictures you do not like</source>
        <translation>좋아하지 않는 사진이 필요합니다</translation>
    </message>
    <message>
        <source>it takes too long to decode</source>
        <translation>디코딩이 너무 오래 걸립니다</translation>
    </message>
    <message>
        <source>it was made with another embedding model ({model}…, this version has {model_2}…)</source>
        <translation>다른 모델로 만들어졌습니다({model}…, 이 버전은 {model_2}…)</translation>
    </message>
    <message>
        <source>it would take the place of the photo&apos;s own edit</source>
        <translation>사진 자체의 보정 파일 자리를 차지하게 됩니다</translation>
    </message>
    <message>
        <source>its colour profile cannot be applied ({reason})</source>
        <translation>색상 프로파일을 적용할 수 없습니다({reason})</translation>
    </message>
    <message>
        <source>its colours are of an unknown kind ({kind})</source>
        <translation>알 수 없는 종류의 색입니다({kind})</translation>
    </message>
    <message>
        <source>its decoder crashes on it ({signal})</source>
        <translation>디코더가 이 파일에서 비정상 종료됩니다({signal})</translation>
    </message>
    <message>
        <source>its decoder ends without an answer (exit code {code})</source>
        <translation>디코더가 응답 없이 끝납니다(종료 코드 {code})</translation>
    </message>
    <message>
        <source>its domain does not begin at 0</source>
        <translation>범위가 0에서 시작하지 않습니다</translation>
    </message>
    <message>
        <source>its domain does not end at 1</source>
        <translation>범위가 1에서 끝나지 않습니다</translation>
    </message>
    <message>
        <source>its domain does not go from 0 to 1</source>
        <translation>범위가 0에서 1이 아닙니다</translation>
    </message>
    <message>
        <source>its folder does not exist</source>
        <translation>폴더가 없습니다</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>파일 머리 부분이 손상되었습니다</translation>
    </message>
    <message>
        <source>its header is damaged ({reason})</source>
        <translation>파일 머리 부분이 손상되었습니다({reason})</translation>
    </message>
    <message>
        <source>its header is damaged, or the file is cut short</source>
        <translation>파일 머리 부분이 손상되었거나 파일이 잘렸습니다</translation>
    </message>
    <message>
        <source>its header is not that of a TIFF</source>
        <translation>파일 머리 부분이 TIFF가 아닙니다</translation>
    </message>
    <message>
        <source>its header promises {size} of pixels, and its {packed} cannot hold them</source>
        <translation>머리 부분에는 픽셀 {size}, 실제 데이터는 {packed}: 담을 수 없는 크기입니다</translation>
    </message>
    <message>
        <source>its header says that it has no pixels</source>
        <translation>머리 부분에 픽셀이 없다고 되어 있습니다</translation>
    </message>
    <message>
        <source>its header says {claimed} pixels, and it has {found}</source>
        <translation>머리 부분에는 {claimed} 픽셀이라고 되어 있지만 실제로는 {found} 픽셀입니다</translation>
    </message>
    <message>
        <source>its name is too long for this disk</source>
        <translation>이 디스크에서 쓰기에는 이름이 너무 깁니다</translation>
    </message>
    <message>
        <source>its palette is missing</source>
        <translation>색상표가 없습니다</translation>
    </message>
    <message>
        <source>its picture data is damaged ({reason})</source>
        <translation>사진 데이터가 손상되었습니다({reason})</translation>
    </message>
    <message>
        <source>its picture data is damaged after {have}</source>
        <translation>사진 데이터가 {have} 뒤에서 손상되었습니다</translation>
    </message>
    <message>
        <source>its picture data is damaged, or packed in a way that is not supported (TIFF compression {number}: {reason})</source>
        <translation>사진 데이터가 손상되었거나 지원하지 않는 방식으로 압축되었습니다(TIFF 압축 {number}: {reason})</translation>
    </message>
    <message>
        <source>its picture data is damaged: it stops before the last row</source>
        <translation>사진 데이터가 손상되었습니다: 마지막 줄 전에 끝납니다</translation>
    </message>
    <message>
        <source>its public weights do not come with pieditor and were not imported yet</source>
        <translation>공개 가중치는 pieditor에 들어 있지 않으며 아직 가져오지 않았습니다</translation>
    </message>
    <message>
        <source>its raw data is damaged ({reason})</source>
        <translation>RAW 데이터가 손상되었습니다({reason})</translation>
    </message>
    <message>
        <source>its samples are laid out as {shape}</source>
        <translation>값의 배열이 {shape} 형태입니다</translation>
    </message>
    <message>
        <source>its structure is damaged ({reason})</source>
        <translation>구조가 손상되었습니다({reason})</translation>
    </message>
    <message>
        <source>line {number} cannot be understood</source>
        <translation>{number}번째 줄을 이해할 수 없습니다</translation>
    </message>
    <message>
        <source>no picture in {befores} has the name of one in {afters}</source>
        <translation>{befores} 안에 {afters} 안의 사진과 이름이 같은 사진이 없습니다</translation>
    </message>
    <message>
        <source>no taste is named</source>
        <translation>취향이 지정되지 않았습니다</translation>
    </message>
    <message>
        <source>none of the favourites could be used</source>
        <translation>쓸 수 있는 좋아하는 사진이 없습니다</translation>
    </message>
    <message>
        <source>none of the photos could be read</source>
        <translation>읽을 수 있는 사진이 없습니다</translation>
    </message>
    <message>
        <source>one of that name is stored already</source>
        <translation>같은 이름이 이미 저장되어 있습니다</translation>
    </message>
    <message>
        <source>onnxruntime cannot be loaded ({error})</source>
        <translation>onnxruntime을 불러올 수 없습니다({error})</translation>
    </message>
    <message>
        <source>pages 2 to {last}</source>
        <translation>2~{last}쪽</translation>
    </message>
    <message>
        <source>pictures 2 to {last} of the file</source>
        <translation>파일의 2~{last}번째 사진</translation>
    </message>
    <message>
        <source>scikit-image and scikit-learn are not installed</source>
        <translation>scikit-image와 scikit-learn이 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>stored tastes: {listed}</source>
        <translation>저장된 취향: {listed}</translation>
    </message>
    <message>
        <source>the EXIF tag {tag}, which is larger than a JPEG can hold</source>
        <translation>EXIF 태그 {tag}(JPEG에 담기에는 너무 큼)</translation>
    </message>
    <message>
        <source>the HDF5 file is damaged ({error})</source>
        <translation>HDF5 파일이 손상되었습니다({error})</translation>
    </message>
    <message>
        <source>the colour profile, because it is damaged</source>
        <translation>색상 프로파일(손상되었기 때문)</translation>
    </message>
    <message>
        <source>the comment</source>
        <translation>설명글</translation>
    </message>
    <message>
        <source>the decoder of HEIC is not installed</source>
        <translation>HEIC 디코더가 설치되어 있지 않습니다</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>읽기만 할 수 있는 디스크입니다</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>디스크에서 오류가 났습니다</translation>
    </message>
    <message>
        <source>the edits of Lightroom or Camera Raw, which are not applied</source>
        <translation>Lightroom 또는 Camera Raw 보정(적용되지 않음)</translation>
    </message>
    <message>
        <source>the end of a comment, which is larger than a JPEG can hold</source>
        <translation>설명글의 끝부분(JPEG에 담기에는 너무 큼)</translation>
    </message>
    <message>
        <source>the file ends after {have} of {need}</source>
        <translation>파일이 {need} 중 {have}에서 끝납니다</translation>
    </message>
    <message>
        <source>the file ends after {have}, before its directory at {place}</source>
        <translation>파일이 {have}에서 끝나 {place} 위치의 목록에 이르지 못합니다</translation>
    </message>
    <message>
        <source>the file ends in the middle of the picture, after {have}</source>
        <translation>파일이 사진 중간, {have} 뒤에서 끝납니다</translation>
    </message>
    <message>
        <source>the file ends within its header</source>
        <translation>파일이 머리 부분에서 끝납니다</translation>
    </message>
    <message>
        <source>the file ends within its header, after {have}</source>
        <translation>파일이 머리 부분, {have} 뒤에서 끝납니다</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>빈 파일입니다</translation>
    </message>
    <message>
        <source>the file is larger than this disk allows</source>
        <translation>이 디스크가 허용하는 것보다 큰 파일입니다</translation>
    </message>
    <message>
        <source>the gain map for HDR screens</source>
        <translation>HDR 화면용 게인 맵</translation>
    </message>
    <message>
        <source>the last {count} bytes of the file are missing</source>
        <translation>파일의 마지막 {count}바이트가 없습니다</translation>
    </message>
    <message>
        <source>the maker note, which is larger than a JPEG can hold</source>
        <translation>제조사 기록(JPEG에 담기에는 너무 큼)</translation>
    </message>
    <message>
        <source>the maker note, which may hold the position</source>
        <translation>제조사 기록(위치가 들어 있을 수 있음)</translation>
    </message>
    <message>
        <source>the maker note, whose inner addresses would no longer be right</source>
        <translation>제조사 기록(내부 주소가 맞지 않게 됨)</translation>
    </message>
    <message>
        <source>the manifest does not name it</source>
        <translation>모델 목록에 없습니다</translation>
    </message>
    <message>
        <source>the manifest names no guide that belongs to the embedding model</source>
        <translation>모델 목록에 임베딩 모델에 맞는 길잡이가 없습니다</translation>
    </message>
    <message>
        <source>the other pictures of a multi-picture file</source>
        <translation>여러 장이 든 파일의 다른 사진들</translation>
    </message>
    <message>
        <source>the panorama&apos;s place on the sphere, because the picture is turned</source>
        <translation>구면 위 파노라마의 위치(사진이 돌려졌기 때문)</translation>
    </message>
    <message>
        <source>the system ended its decoder, most likely because memory was used up</source>
        <translation>시스템이 디코더를 종료했습니다. 메모리가 부족했기 때문일 것입니다</translation>
    </message>
    <message>
        <source>the video of the motion photo</source>
        <translation>모션 포토의 동영상</translation>
    </message>
    <message>
        <source>there are no photos in {folders}</source>
        <translation>{folders}: 사진이 없습니다</translation>
    </message>
    <message>
        <source>there are no pictures in {folders}</source>
        <translation>{folders}: 그림이 없습니다</translation>
    </message>
    <message>
        <source>there are none in {folders}</source>
        <translation>{folders}: 아무것도 없습니다</translation>
    </message>
    <message>
        <source>there is no room left on the disk</source>
        <translation>디스크에 남은 공간이 없습니다</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>그런 파일이 없습니다</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>그런 파일이나 폴더가 없습니다</translation>
    </message>
    <message>
        <source>there is none here</source>
        <translation>여기에는 없습니다</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>메모리가 부족합니다</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>메모리가 모자라 처리할 수 없습니다</translation>
    </message>
    <message>
        <source>they were made with different embedding models</source>
        <translation>서로 다른 모델로 만들어졌습니다</translation>
    </message>
    <message>
        <source>two looks are called {min!r}</source>
        <translation>룩 두 개의 이름이 같습니다: {min!r}</translation>
    </message>
    <message>
        <source>what was attached behind the picture</source>
        <translation>사진 뒤에 붙어 있던 데이터</translation>
    </message>
    <message>
        <source>you have no right to look there</source>
        <translation>그곳을 볼 권한이 없습니다</translation>
    </message>
    <message>
        <source>you have no right to read it</source>
        <translation>읽을 권한이 없습니다</translation>
    </message>
    <message>
        <source>you have no right to write there</source>
        <translation>그곳에 쓸 권한이 없습니다</translation>
    </message>
    <message>
        <source>your disk quota is used up</source>
        <translation>디스크 할당량을 다 썼습니다</translation>
    </message>
    <message>
        <source>{count} damaged or huge PNG texts</source>
        <translation>손상되었거나 지나치게 큰 PNG 글 {count}개</translation>
    </message>
    <message>
        <source>{count} more EXIF tags, for which a JPEG has no room</source>
        <translation>JPEG에 넣을 자리가 없는 EXIF 태그 {count}개 더</translation>
    </message>
    <message>
        <source>{ending} is not a format pieditor writes</source>
        <translation>{ending}: pieditor가 저장하지 않는 형식입니다</translation>
    </message>
    <message>
        <source>{name!r} is missing</source>
        <translation>{name!r} 항목이 없습니다</translation>
    </message>
    <message>
        <source>{path} cannot be read ({strerror})</source>
        <translation>{path}: 읽을 수 없습니다({strerror})</translation>
    </message>
    <message>
        <source>{path} is not the file in the manifest (sha256 {found}… instead of {sha256}…)</source>
        <translation>{path}: 모델 목록의 파일이 아닙니다(sha256 {found}…, 목록에는 {sha256}…)</translation>
    </message>
    <message>
        <source>{what}: {why}. {remedy}</source>
        <translation>{what}: {why}. {remedy}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>The settings were damaged; they are kept as {path}.</source>
        <translation>설정 파일이 손상되어 {path} 파일로 보관했습니다.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>화면</translation>
    </message>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Grey around the photo</source>
        <translation>사진 주변의 회색</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>Language (at the next start)</source>
        <translation>언어 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>그래픽 카드 (CUDA)</translation>
    </message>
    <message>
        <source>Networks run on (at the next start)</source>
        <translation>신경망 실행 장치 (다음 시작부터)</translation>
    </message>
    <message>
        <source>Photos side by side in a batch</source>
        <translation>일괄 처리에서 동시에 처리할 사진</translation>
    </message>
    <message>
        <source>As the camera showed it</source>
        <translation>카메라가 보여 준 대로</translation>
    </message>
    <message>
        <source>Automatic, photo by photo</source>
        <translation>사진마다 자동</translation>
    </message>
    <message>
        <source>Brightness of raw files (at the next start)</source>
        <translation>RAW 파일의 밝기(다음 시작부터)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Room for thumbnails</source>
        <translation>축소판 저장 공간</translation>
    </message>
    <message>
        <source>Export begins with</source>
        <translation>내보내기 기본값</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>원본과 같게</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>위치 정보 제외</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>SourceButton</name>
    <message>
        <source>Where the pictures come from</source>
        <translation>사진을 가져오는 곳</translation>
    </message>
    <message>
        <source>My folder, in many looks</source>
        <translation>내 폴더, 여러 룩으로</translation>
    </message>
    <message>
        <source>Starter photographs, in many looks</source>
        <translation>예제 사진, 여러 룩으로</translation>
    </message>
    <message>
        <source>A folder of finished pictures, as they are…</source>
        <translation>완성된 사진 폴더, 그대로…</translation>
    </message>
    <message>
        <source>Take all of a folder as favourites…</source>
        <translation>폴더의 모든 사진을 좋아하는 사진으로…</translation>
    </message>
    <message>
        <source>Learn from before/after pairs…</source>
        <translation>보정 전/후 쌍에서 배우기…</translation>
    </message>
    <message>
        <source>Starter photographs</source>
        <translation>예제 사진</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>사진 선택</translation>
    </message>
    <message>
        <source>Finished: {name}</source>
        <translation>완성: {name}</translation>
    </message>
    <message>
        <source>Choose where the pictures come from</source>
        <translation>사진을 가져올 곳 선택</translation>
    </message>
</context>
<context>
    <name>StabilityMeter</name>
    <message>
        <source>Stability of the taste</source>
        <translation>취향의 안정도</translation>
    </message>
    <message>
        <source>How little the taste would change if one of your favourites were left out.</source>
        <translation>좋아하는 사진을 하나 빼도 취향이 얼마나 그대로인지 나타냅니다.</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>안정도</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{part} on</source>
        <translation>{part} 켬</translation>
    </message>
    <message>
        <source>{part} off</source>
        <translation>{part} 끔</translation>
    </message>
    <message>
        <source>{part} reset</source>
        <translation>{part} 초기화</translation>
    </message>
    <message>
        <source>No taste</source>
        <translation>취향 없음</translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>취향: {name}</translation>
    </message>
    <message>
        <source>Taste strength {value}</source>
        <translation>취향 강도 {value}</translation>
    </message>
    <message>
        <source>Remainder {value}</source>
        <translation>나머지 {value}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message>
        <source>A batch is running</source>
        <translation>일괄 처리가 진행 중입니다</translation>
    </message>
    <message>
        <source>{done} of {total} photos are done.</source>
        <translation>사진 {total}장 중 {done}장이 끝났습니다.</translation>
    </message>
    <message>
        <source>When you close now, the others are offered at the next start.</source>
        <translation>지금 닫으면 나머지는 다음에 시작할 때 이어서 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>중지하고 닫기</translation>
    </message>
</context>
<context>
    <name>SuggestButton</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>What guides the search</source>
        <translation>탐색의 길잡이</translation>
    </message>
    <message>
        <source>Search for settings, step by step (Ctrl+U)</source>
        <translation>설정을 단계별로 찾기 (Ctrl+U)</translation>
    </message>
</context>
<context>
    <name>SuggestStrip</name>
    <message>
        <source>Suggest</source>
        <translation>제안</translation>
    </message>
    <message>
        <source>Search again with another guide</source>
        <translation>다른 길잡이로 다시 찾기</translation>
    </message>
    <message>
        <source>Take this step</source>
        <translation>이 단계 적용</translation>
    </message>
    <message>
        <source>Take this step (Enter)</source>
        <translation>이 단계 적용 (Enter)</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>원래대로 두기</translation>
    </message>
    <message>
        <source>Leave as it was (Esc)</source>
        <translation>원래대로 두기 (Esc)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Guide: {guide}</source>
        <translation>길잡이: {guide}</translation>
    </message>
    <message>
        <source>The steps that score higher go too far.</source>
        <translation>점수가 더 높은 단계는 지나칩니다.</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>다시</translation>
    </message>
    <message>
        <source>Stop, and stay with the steps so far</source>
        <translation>중지하고 지금까지의 단계 유지</translation>
    </message>
    <message>
        <source>Search again (Ctrl+U)</source>
        <translation>다시 찾기 (Ctrl+U)</translation>
    </message>
    <message>
        <source>Looking at the photo…</source>
        <translation>사진을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Nothing better was found: the photo is good as it is.</source>
        <translation>더 나은 설정이 없습니다. 사진은 지금 그대로 좋습니다.</translation>
    </message>
    <message>
        <source>Nothing better was found than the photo without filters.</source>
        <translation>필터 없는 사진보다 나은 설정을 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>점수 {score}/10</translation>
    </message>
    <message>
        <source>Before the search</source>
        <translation>탐색 전</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>단계 {number}</translation>
    </message>
    <message>
        <source>Step {number}, the best</source>
        <translation>단계 {number}, 최고</translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>{filter} on</source>
        <translation>{filter} 켜기</translation>
    </message>
    <message>
        <source>On or off</source>
        <translation>켜기/끄기</translation>
    </message>
</context>
<context>
    <name>TasteBlock</name>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>Taste of this photo</source>
        <translation>이 사진의 취향</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{name} (as edited)</source>
        <translation>{name} (보정 당시)</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>취향 만들기…</translation>
    </message>
</context>
<context>
    <name>TasteDialogs</name>
    <message>
        <source>Import a taste</source>
        <translation>취향 가져오기</translation>
    </message>
    <message>
        <source>Export the taste</source>
        <translation>취향 내보내기</translation>
    </message>
    <message>
        <source>Tastes (*{suffix})</source>
        <translation>취향 (*{suffix})</translation>
    </message>
</context>
<context>
    <name>TasteKeeper</name>
    <message>
        <source>There is a taste “{name}” already.</source>
        <translation>“{name}” 취향이 이미 있습니다.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Exported “{name}” to {path}</source>
        <translation>“{name}” 취향을 내보냈습니다: {path}</translation>
    </message>
    <message>
        <source>Deleted “{name}”.</source>
        <translation>“{name}” 취향을 삭제했습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>TasteList</name>
    <message>
        <source>Saved tastes</source>
        <translation>저장된 취향</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Add a taste from a .taste file</source>
        <translation>.taste 파일에서 취향 추가</translation>
    </message>
    <message>
        <source>Tastes that you save appear here.</source>
        <translation>저장한 취향이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Use this taste in Develop</source>
        <translation>현상에서 이 취향 사용</translation>
    </message>
    <message>
        <source>Add picks</source>
        <translation>더 고르기</translation>
    </message>
    <message>
        <source>More to do with this taste</source>
        <translation>이 취향으로 할 수 있는 작업</translation>
    </message>
    <message>
        <source>Rename, duplicate, blend, export, delete</source>
        <translation>이름 변경, 복제, 섞기, 내보내기, 삭제</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 변경</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <source>Blend with another…</source>
        <translation>다른 취향과 섞기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Go on picking for this taste</source>
        <translation>이 취향을 위해 계속 고르기</translation>
    </message>
    <message>
        <source>The pictures this taste was picked from are not known here</source>
        <translation>이 취향을 고를 때 쓴 사진을 이 컴퓨터에서는 알 수 없습니다</translation>
    </message>
</context>
<context>
    <name>TasteMap</name>
    <message>
        <source>Map of favourites and rejects</source>
        <translation>좋아하는 사진과 싫어하는 사진의 지도</translation>
    </message>
    <message>
        <source>{likes} liked, {rejects} rejected</source>
        <translation>좋아요 {likes}장, 싫어요 {rejects}장</translation>
    </message>
    <message>
        <source>Your picks gather here.</source>
        <translation>고른 사진이 여기에 모입니다.</translation>
    </message>
</context>
<context>
    <name>TasteModel</name>
    <message numerus="yes">
        <source>%n liked</source>
        <translation>
            <numerusform>좋아요 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>싫어요 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TastePanel</name>
    <message>
        <source>Start over</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Forget these picks and begin a new taste</source>
        <translation>고른 사진을 지우고 새 취향 시작</translation>
    </message>
    <message>
        <source>Name of the taste</source>
        <translation>취향 이름</translation>
    </message>
    <message>
        <source>Name this taste</source>
        <translation>취향 이름 입력</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>{count} of {few}–{many} favourites</source>
        <translation>좋아하는 사진 {few}–{many}장 중 {count}장</translation>
    </message>
    <message numerus="yes">
        <source>%n more and it is worth saving.</source>
        <translation>
            <numerusform>%n장만 더 고르면 저장할 만합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Plenty. More will hardly change it.</source>
        <translation>충분합니다. 더 골라도 거의 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>You are adding to “{name}”.</source>
        <translation>“{name}” 취향에 추가하는 중입니다.</translation>
    </message>
    <message>
        <source>Good. Save it, or go on to settle it.</source>
        <translation>좋습니다. 저장하거나 더 골라 다듬으세요.</translation>
    </message>
    <message>
        <source>Click pictures you like. A right click or X rejects one; holding one shows it untouched.</source>
        <translation>마음에 드는 사진을 클릭하세요. 오른쪽 클릭이나 X는 싫어요, 누르고 있으면 원본이 보입니다.</translation>
    </message>
</context>
<context>
    <name>TasteView</name>
    <message>
        <source>Undo pick</source>
        <translation>선택 되돌리기</translation>
    </message>
    <message>
        <source>Take the last pick back</source>
        <translation>마지막 선택을 되돌립니다</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>다른 사진</translation>
    </message>
    <message>
        <source>Other pictures instead of these</source>
        <translation>다른 사진으로 바꿉니다</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>The next pictures, chosen by your picks</source>
        <translation>고른 사진을 바탕으로 다음 사진을 보여줍니다</translation>
    </message>
    <message>
        <source>Finished pictures</source>
        <translation>완성된 사진</translation>
    </message>
    <message>
        <source>Open a folder of your photos, and they appear here.</source>
        <translation>내 사진 폴더를 열면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>My photos</source>
        <translation>내 사진</translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read</source>
        <translation>
            <numerusform>파일 %n개를 읽을 수 없음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read; the first: {problem}</source>
        <translation>
            <numerusform>파일 %n개를 읽을 수 없습니다. 첫 번째: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>Started over.</source>
        <translation>처음부터 시작합니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Like a picture, and your photos appear in your taste here.</source>
        <translation>좋아하는 사진을 고르면 취향을 적용한 내 사진이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Open a folder to see your photos in your taste here.</source>
        <translation>폴더를 열면 취향을 적용한 내 사진을 여기서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Your photos: before, and in your taste so far</source>
        <translation>내 사진: 보정 전, 그리고 지금까지의 취향</translation>
    </message>
    <message>
        <source>Your photos: before, and in “{name}”</source>
        <translation>내 사진: 보정 전, 그리고 “{name}”</translation>
    </message>
    <message>
        <source>A folder of your favourites</source>
        <translation>좋아하는 사진 폴더</translation>
    </message>
    <message>
        <source>The originals, before</source>
        <translation>원본 (보정 전)</translation>
    </message>
    <message>
        <source>The finished pictures, after</source>
        <translation>완성된 사진 (보정 후)</translation>
    </message>
    <message>
        <source>Looking at the pictures: {count}</source>
        <translation>사진을 살펴보는 중: {count}</translation>
    </message>
    <message>
        <source>Your photos: before, and in the blend</source>
        <translation>내 사진: 보정 전, 그리고 섞은 취향</translation>
    </message>
    <message>
        <source>You have seen all of these pictures.</source>
        <translation>사진을 모두 보았습니다.</translation>
    </message>
    <message>
        <source>Show the starter photographs</source>
        <translation>예제 사진 보기</translation>
    </message>
    <message>
        <source>Choose a folder of finished pictures…</source>
        <translation>완성된 사진 폴더 선택…</translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>Cannot be shown: {why}</source>
        <translation>표시할 수 없음: {why}</translation>
    </message>
</context>
<context>
    <name>ValueSlider</name>
    <message>
        <source>Double-click to reset</source>
        <translation>두 번 클릭하면 초기화</translation>
    </message>
    <message>
        <source>{name}, number</source>
        <translation>{name}, 숫자</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>환영합니다</translation>
    </message>
    <message>
        <source>Show pieditor what you like</source>
        <translation>좋아하는 사진을 보여주세요</translation>
    </message>
    <message>
        <source>Pick 10 to 20 pictures whose look you like. pieditor learns your taste from them and gives it to every photo you take, as strongly as you want. Originals are never written, and nothing leaves this computer.</source>
        <translation>느낌이 마음에 드는 사진 10~20장을 고르세요. pieditor가 취향을 배워 앞으로 찍는 모든 사진에 원하는 만큼 적용합니다. 원본은 절대 바뀌지 않으며 아무것도 이 컴퓨터를 벗어나지 않습니다.</translation>
    </message>
    <message>
        <source>Choose favourites</source>
        <translation>좋아하는 사진 고르기</translation>
    </message>
    <message>
        <source>Open a folder first</source>
        <translation>먼저 폴더 열기</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>감마</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>화이트 밸런스</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>색온도</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>색조</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>채도</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>톤 곡선</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>대비</translation>
    </message>
    <message>
        <source>Black &amp; white</source>
        <translation>흑백</translation>
    </message>
    <message>
        <source>Colour curve</source>
        <translation>색상 곡선</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>빨강</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>취향</translation>
    </message>
    <message>
        <source>unsettled</source>
        <translation>불안정</translation>
    </message>
    <message>
        <source>forming</source>
        <translation>형성 중</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>안정적</translation>
    </message>
</context>
<context>
    <name>_Note</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
</TS>
